"""Staff: the people who sign in, each of one clinic and with one role."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from clinic.models.clinic import Clinic


class Role(models.TextChoices):
    """What a person does in the clinic; the policy table says what each role may do."""

    FRONT_DESK = "front_desk", "Front desk"
    CLINICIAN = "clinician", "Clinician"
    CLINICAL_LEAD = "clinical_lead", "Clinical lead"
    MANAGER = "manager", "Manager"


class StaffManager(BaseUserManager["Staff"]):
    """Creates staff; there is no superuser, since nobody stands above a clinic's wall."""

    def create_staff(self, *, clinic: Clinic, email: str, name: str, role: str, password: str | None = None) -> "Staff":
        """Create one person; without a password they can only sign in through a set-password link."""
        staff = self.model(clinic=clinic, email=self.normalize_email(email).lower(), name=name, role=role)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff


class Staff(AbstractBaseUser):
    """One person with a sign-in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="staff")
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=16, choices=Role)
    credential = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = StaffManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=[code for code, _ in Role.choices]), name="staff_role")
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_clinical(self) -> bool:
        """Whether this person may lower an urgency or release a patient to hands-on care."""
        return self.role in (Role.CLINICIAN, Role.CLINICAL_LEAD)
