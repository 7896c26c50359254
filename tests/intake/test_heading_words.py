"""Headings: a short hyphened word never breaks, and whatever was typed into a heading stays plain text."""

from intake.templatetags.words import unbroken


def test_a_short_word_with_a_hyphen_stays_whole() -> None:
    assert unbroken("Pouvons-nous voir?") == '<span class="whole">Pouvons-nous</span> voir?'
    assert unbroken("La douleur s’étend-elle? Ou") == 'La douleur <span class="whole">s’étend-elle?</span> Ou'


def test_a_long_one_may_break_and_markup_is_escaped() -> None:
    assert unbroken("deviennent-elles") == "deviennent-elles"
    assert unbroken("<b>a-b</b>") == '&lt;b&gt;<span class="whole">a-b</span>&lt;/b&gt;'
