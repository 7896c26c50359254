"""The occasion of one handout: clinic, person, dates, who prepared it. In: plain values from the application.
Out: frozen values for the composer. Words that people typed are cleaned when they are put on the page."""

from dataclasses import dataclass
from datetime import date, time

from handouts.composition.document import Paper, PrintSize


@dataclass(frozen=True, slots=True)
class ClinicInfo:
    """The clinic as it stands on paper. `hours` is a line such as "Monday to Friday, 8:00 to 18:00"; `country` and the
    numbers are those of the clinic's country; "" where there is none."""

    name: str
    phone: str
    hours: str
    country: str
    emergency_number: str
    advice_number: str


@dataclass(frozen=True, slots=True)
class Clinician:
    """Who prepared or approved a sheet."""

    name: str
    credential: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """The next visit."""

    day: date
    at: time | None = None
    person: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One revision of one person's handout.

    `short_name` ("Maria C.") and `record` stand in the footer; `code` is printed, and `site` is the address to type it
    at ("" for the link without its code); `link` (https, with the code) is what the QR holds, "" while there is none;
    `approved_by` None makes a draft; `signed` says whether the clinic's lead has signed the library, None where there
    is no clinic to ask and the entries' own reviews count; `spoken`: somebody of the clinic has spoken with the person
    since the case became this urgent; `outline` is the drawing of the body that the person picked
    ("" for none).
    """

    clinic: ClinicInfo
    first_name: str
    short_name: str
    record: str
    today: date
    use_until: date
    flare_date: date
    version: int = 1
    code: str = ""
    link: str = ""
    site: str = ""
    prepared_by: Clinician | None = None
    approved_by: Clinician | None = None
    appointment: Appointment | None = None
    note: str = ""
    paper: Paper = Paper.LETTER
    print_size: PrintSize = PrintSize.STANDARD
    signed: bool | None = None
    outline: str = ""
    spoken: bool = False

    @property
    def read(self) -> bool:
        """Whether somebody of the clinic has the person's answers before them."""
        return self.prepared_by is not None or self.approved_by is not None

    @property
    def token(self) -> str:
        """What marks this revision inside the PDF; it names nobody."""
        return f"{self.code or self.record}-v{self.version}"
