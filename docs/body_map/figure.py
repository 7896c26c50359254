"""The figure of the body map, drawn as half a body: distances from the middle line and heights, in drawing units.
The other half is its mirror image. Each line is a chain of points `name:u,y` (a name only where zones meet);
`!` is a corner, `~` meets the middle line squarely, `@name` is a point already placed, `t/a/l/h` opens a body part.
"""

from __future__ import annotations

# Shared by both views. t torso, a arm, l leg, h head: the outlines B and C reshape each part in its own way.
OUTLINE = {
    "arm": (
        "h crown:0,11.6~ 8,13 16.4,18.4 22.8,27.4 26,38.5 ear_top:26.1,46.5! 28.7,44.8 30.4,47.8 29.7,54 28,59.2 "
        "ear_low:25.9,61.8! 24.6,68 22.3,74.8 gonion:18,82! t 17.1,90 17.6,98 neck:20.4,105.4 28,110.6 39.5,115 "
        "52,118.8 a acr:59,122.3 67,130.5 71.6,142 73.4,155 74.6,168 delt:77,182 81.2,198 elbow_t:85,213 "
        "88.6,228 elbow_b:92.8,243 96.4,256 98.8,270 101,284 wrist_t:102.8,293 HAND "
        "wrist_ti:86.4,293 82.6,284 76.4,270 71.4,256 elbow_bi:68.4,243 66,228 elbow_ti:61.6,213 57.4,200 53.2,187 "
        "t armpit:50,172!"
    ),
    "leg": (
        "t @armpit! 50.2,181 chest_o:49.6,192 48,207 flank_t:45.9,226 44.8,238 46,251 crest:49.6,265 "
        "l 54,284 56.6,304 hip_low:57,330 55,354 50.6,381 knee_t:45,408 42.4,421 41.4,434 knee_b:42,449 "
        "43.6,465 43.4,482 41,501 37.2,520 ankle_t:33.8,537 32,549 FOOT "
        "12.6,549 ankle_ti:12.6,537 10.2,517 7.2,495 6.2,477 7.2,461 knee_bi:8.6,449 9.2,436 8.6,422 "
        "knee_ti:7.2,408 4.8,381 2.8,354 groin_i:1.7,330 crotch:0,314!"
    ),
}

# The hand hangs from the wrist's middle: s along the hand, t across it (outwards positive).
HAND_AT = (96.8, 306.0)
HAND_ALONG = (0.17, 0.985)
HAND = (
    "wrist_b:0,7.9 7,8.6 16,10.7 29,11.8 41,10.8 45.4,9 46.2,7 44.8,5.7! 50,5.3 52.5,3.2 52,1.2 50.4,.4! "
    "54.6,-.3 tip:56,-2.4 55.2,-4.4 52.6,-5.2! 54,-6.7 52.6,-9 44,-10.7 34,-10.8 25,-11.6! 29.5,-13 35,-15.4 "
    "39,-17.7 39.8,-19.8 37.6,-21 30,-19.5 22,-16 13,-11.4 6,-8.7 wrist_bi:0,-7.9"
)
HAND_LINES = ("44.8,5.7 37,5.9 30,5.2", "50.4,.4 40,.3 30,-.2", "52.6,-5.2 42,-5.5 32,-5.6", "25,-11.6 21,-9.4 16,-8.4")

FOOT = {
    "front": (
        "33.2,557 ankle_b:34,563 36.4,571 40.6,578.6 43.4,584 41.8,588! 39.4,588.6 37.4,588.6! 34.6,590 32.4,589.4! "
        "sole:29.4,590.8 27,590! 23.8,591.2 21.4,590! 16.6,591 13,588.6 12.4,582 11.8,573 ankle_bi:10.4,563 10.8,556"
    ),
    "back": (
        "33.2,557 ankle_b:34,563 36,570 40.6,577.5 43.2,583.5 41.6,587.6 36,588.6 31,587.6! sole:28,590.6 20,591.4 "
        "13.6,588.4 12.2,580 12.2,571 ankle_bi:10.6,563 10.8,556"
    ),
}

SHARED_LINES = (
    "t @armpit crease:47.8,161 46,145 clav:46.4,130.4! 52,127.4 @acr",
    "a @armpit 61,186.4 @delt",
    "a @elbow_ti 72.6,217 @elbow_t",
    "a @elbow_bi 80.6,247.4 @elbow_b",
    "a @wrist_ti 95,295.8 @wrist_t",
    "a @wrist_bi 97.2,308.8 @wrist_b",
    "t @flank_t 40,230.6 cost:30.4,233.2 22,234.4",
    "l @knee_ti 26,403.6 @knee_t",
    "l @knee_bi 25.4,454 @knee_b",
    "l @ankle_ti 23.4,534 @ankle_t",
)

LINES = {
    "front": (
        "h @ear_low 20.4,69.4 11,75.4 mid_face:0,77~",
        "h @gonion 12.6,87 6.4,90.6 chin:0,91.4~",
        "t @neck 13,113.6 notch:0,123~",
        "t @notch~ st_top:10,126.4 24,131 36,132 @clav",
        "t @chest_o 38,197.4 24,197.4 st_low:10,193.6 xiph:0,195~",
        "t @st_top 10,160 @st_low",
        "t @st_low 20.4,213 @cost! 31.2,252 asis:34.6,271",
        "t @crest 43,268.6 @asis",
        "t @asis 27,282 14,290.4 pub:0,293~",
        "l @asis 36.6,287 hip_m:40,303 48,319 @hip_low",
        "l @groin_i 12,325.6 27,313.4 @hip_m",
        "l @ankle_bi 22.4,566.4 @ankle_b",
    ),
    "back": (
        "t @gonion 13,86.6 nape_m:7,89 nape:0,90~",
        "t @neck 14,109 base_m:8.2,111.8 base:0,113~",
        "t @nape_m 7,99 @base_m 9.3,122 tp:9.8,132 ub:10,185 mb:10,234.6 lb:10,279",
        "t @tp 22,132.6 36,132 @clav",
        "t @chest_o 30,188.4 @ub ubm:0,184.4~",
        "t @cost 20,234.6 @mb mbm:0,234.6~",
        "t @cost 31.2,252 asis:34.6,271",
        "t @crest 43,268.6 @asis 23,277.4 @lb lbm:0,279.4~",
        "t @lb 8.2,293 tail:0,308!",
        "l @asis 39,288 42,304 fold:46,318 51,325.6 @hip_low",
        "l @fold 35,326.6 18,329 @groin_i",
        "l @ankle_bi 22.4,566.4 @ankle_b",
    ),
}
MIDDLE_LINES = {"front": ("mid_face chin", "pub crotch"), "back": ("tail crotch",)}

ARM = {
    "upper_arm": "armpit delt elbow_t elbow_ti",
    "elbow": "elbow_ti elbow_t elbow_b elbow_bi",
    "forearm": "elbow_bi elbow_b wrist_t wrist_ti",
    "wrist": "wrist_ti wrist_t wrist_b wrist_bi",
    "hand": "wrist_bi wrist_b tip",
}
# Corners of each zone of the half drawn on the viewer's left, in order round it.
PAIRED_ZONES = {
    "front": {
        "jaw": "ear_low gonion chin mid_face",
        "shoulder_top": "neck acr clav st_top notch",
        "shoulder_front": "clav acr delt armpit",
        **ARM,
        "chest": "st_top clav armpit chest_o st_low",
        "ribs": "st_low chest_o flank_t cost",
        "flank": "cost flank_t crest asis",
        "hip": "asis crest hip_low hip_m",
        "groin": "asis hip_m groin_i crotch pub",
        "thigh_front": "hip_m hip_low knee_t knee_ti groin_i",
        "knee_front": "knee_ti knee_t knee_b knee_bi",
        "shin": "knee_bi knee_b ankle_t ankle_ti",
        "ankle": "ankle_ti ankle_t ankle_b ankle_bi",
        "foot": "ankle_bi ankle_b sole",
    },
    "back": {
        "neck_back": "nape_m gonion neck base_m",
        "shoulder_top": "base_m neck acr clav tp",
        "shoulder_back": "clav acr delt armpit",
        **ARM,
        "upper_back": "tp clav armpit chest_o ub",
        "mid_back": "ub chest_o flank_t cost mb",
        "low_back": "mb cost asis lb",
        "flank": "cost flank_t crest asis",
        "hip": "asis crest hip_low fold",
        "buttock": "lb asis fold groin_i crotch tail",
        "thigh_back": "fold hip_low knee_t knee_ti groin_i",
        "knee_back": "knee_ti knee_t knee_b knee_bi",
        "calf": "knee_bi knee_b ankle_t ankle_ti",
        "ankle": "ankle_ti ankle_t ankle_b ankle_bi",
        "heel": "ankle_bi ankle_b sole",
    },
}
MIDDLE_ZONES = {
    "front": {
        "head_front": "crown ear_low mid_face ear_low' crown",
        "neck_front": "gonion neck notch neck' gonion' chin gonion",
        "chest_m": "st_top st_low xiph st_low' st_top' notch st_top",
        "belly": "st_low cost asis pub asis' cost' st_low' xiph st_low",
    },
    "back": {
        "head_back": "crown gonion nape_m nape nape_m' gonion' crown",
        "neck_back_m": "nape_m base_m base base_m' nape_m' nape nape_m",
        "upper_back_m": "base_m tp ub ubm ub' tp' base_m' base base_m",
        "mid_back_m": "ub mb mbm mb' ub' ubm ub",
        "low_back_m": "mb lb lbm lb' mb' mbm mb",
        "tailbone": "lb tail lb' lbm lb",
    },
}
