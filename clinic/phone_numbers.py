"""How many digits a whole phone number has in a country, so that one without its area code can be told so.

In: a country code. Out: a number of digits.
"""

# A library (phonenumbers) was weighed: it takes eight digits for a whole number in Australia, and seven in Ireland and
# New Zealand, where some numbers are as short, so that a missing area code would pass there.
# The shortest whole number as people of the country write it. By what is commonly known of each country's numbering
# plan; nobody has checked it against the plan itself. A country that is not listed has no limit.
LEAST_DIGITS = {"AU": 10, "CA": 10, "ES": 9, "FR": 10, "GB": 10, "IE": 9, "NZ": 9, "US": 10}
_LEAST_STAFF_DIGITS = 5  # staff know of short local numbers; what holds fewer digits is a slip
MOST_LETTERS = 30


def least_digits(country: str) -> int:
    """Digits of the shortest whole number of `country`; 0 where we do not know."""
    return LEAST_DIGITS.get(country, 0)


def may_be_whole(number: str) -> bool:
    """Whether staff may write this down as a number to call."""
    return sum(sign.isdigit() for sign in number) >= _LEAST_STAFF_DIGITS
