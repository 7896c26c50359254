"""The listed words of warning against sentences as people write them: which flags a sentence raises, and which not."""

import pytest

from intake import protocol_store

RAISED = [
    ("T01", "numb down there between my legs since monday"),
    ("T01", "I can't feel when I wipe"),
    ("T01", "Cant feel my bladder"),
    ("T01", "my bum and privates have gone numb"),
    ("T01", "I lost control of my bladder twice"),
    ("T01", "trouble peeing since the weekend"),
    ("T01", "hard to start to pee"),
    ("T01", "I wet myself at work"),
    ("T01", "peed myself yesterday, so embarassing"),
    ("T01", "my blader is leaking"),
    ("T01", "No feeling in my groin"),
    ("T02", "my chest is tight"),
    ("T02", "Tightness across my chest"),
    ("T02", "chset pain when I lie down"),
    ("T02", "pressure on my chest"),
    ("T02", "I think I had a heart attack"),
    ("T02", "it is not only my back, chest pain too"),
    ("T03", "sometimes I want to die"),
    ("T03", "I dont want to be here any more"),
    ("T03", "thinking about killing myself"),
    ("T03", "feeling suicidal"),
    ("T03", "everyone would be better off without me"),
    ("T03", "I just want to end it all"),
    ("T04", "I can't catch my breath"),
    ("T04", "short of breath on the stairs"),
    ("T04", "coughed up some blood"),
    ("T04", "I nearly passed out"),
    ("T05", "my leg gave way twice"),
    ("T05", "legs keep giving out"),
    ("T05", "my foot drags when I walk"),
    ("T05", "my arm feels weak"),
    ("T06", "I keep dropping things"),
    ("T06", "unsteady on my feet"),
    ("T06", "losing my balance a lot"),
    ("T06", "can't walk properly"),
    ("T07", "my words are slurred"),
    ("T07", "seeing double since yesterday"),
    ("T07", "worst headache ever"),
    ("T07", "one side of my face is drooping"),
    ("T08", "my calf is swolen and red"),
    ("T08", "swollen leg since the flight"),
    ("T08", "had a blood clot once"),
    ("T09", "cant feel my foot"),
    ("T09", "both my hands are numb"),
    ("T10", "the lump is getting bigger"),
    ("T10", "it is a growing lump under the skin"),
    ("T11", "I have had a fever all week"),
    ("T11", "shivering and hot"),
    ("T12", "I fell off a ladder"),
    ("T12", "car accident in may"),
    ("T12", "got rear ended"),
    ("T13", "my husband hits me"),
    ("T13", "I am scared of my partner"),
    ("T13", "I don't feel safe"),
    ("T14", "my cancer came back"),
    ("T19", "lost a lot of weight"),
    ("T15", "my jaw aches"),
    ("T15", "pain in my left arm"),
    ("T16", "there is blood in my pee"),
    ("T17", "I am on Eliquis"),
    ("T17", "blood thinners since the stroke"),
    ("T18", "I'm pregnant by the way"),
]

NOT_RAISED = [
    ("T02", "no chest pain"),
    ("T02", "I do not have any chest pain"),
    ("T02", "I do chest presses at the gym"),
    ("T03", "this knot is killing me"),
    ("T03", "hurt myself lifting"),
    ("T03", "I want to be able to lift my kids"),
    ("T04", "no shortness of breath"),
    ("T06", "dropping my kids at school makes it worse"),
    ("T08", "no swelling, just a tight calf after running"),
    ("T11", "no fever"),
    ("T12", "I fell asleep on the sofa"),
    ("T03", "thinking about how I hurt my back"),
    ("T04", "a faint ache"),
    ("T06", "no trouble with balance"),
    ("T07", "breast stroke makes it worse"),
    ("T08", "a tight knot in my calf after hills"),
    ("T09", "no loss of feeling in my legs"),
    ("T10", "a hard lump, like a knot, that hurts when pressed"),
    ("T13", "it feels safe when I stretch"),
    ("T18", "not pregnant"),
]


@pytest.mark.parametrize(("flag", "written"), RAISED)
def test_it_is_heard(flag: str, written: str) -> None:
    assert flag in protocol_store.questionnaire().phrases.flags_in(written)


@pytest.mark.parametrize(("flag", "written"), NOT_RAISED)
def test_it_is_let_pass(flag: str, written: str) -> None:
    assert flag not in protocol_store.questionnaire().phrases.flags_in(written)


@pytest.mark.parametrize(
    "written",
    [
        "Sore between my shoulder blades from the laptop. Heat helps.",
        "Low back is stiff in the morning, fine by lunch.",
        "Tight neck, worse with stress and driving.",
        "Would like the same therapist as last time, thank you!",
        "My knee clicks on the stairs.",
        "I sit all day and my shoulders feel like rocks.",
    ],
)
def test_everyday_words_raise_nothing(written: str) -> None:
    assert protocol_store.questionnaire().phrases.flags_in(written) == frozenset()
