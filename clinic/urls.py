"""All addresses. Each name has a row in clinic.permissions.POLICY; one without a row answers 404 to everyone."""

from allauth.account import views as account
from django.urls import include, path, re_path

from clinic import pages, people

handler400 = "clinic.errors.bad_request"
handler403 = "clinic.errors.forbidden"
handler404 = "clinic.errors.not_found"
handler500 = "clinic.errors.server_error"

sign_in = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    # By pattern: a converter would take all it can, and the key has a dash of its own.
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]

urlpatterns = [
    path("", pages.home, name="home"),
    path("healthz", pages.healthz, name="healthz"),
    path("readyz", pages.readyz, name="readyz"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("account/", include(sign_in)),
    path("staff/", people.staff_list, name="staff_list"),
    path("staff/<uuid:staff_id>/disable/", people.staff_disable, name="staff_disable"),
    path("staff/<uuid:staff_id>/enable/", people.staff_enable, name="staff_enable"),
    path("clinic/", people.clinic_settings, name="clinic_settings"),
    path("api/v1/", include(("intake.api_urls", "api"))),
    path("", include("intake.urls")),
    path("", include("handouts.urls")),
    path("plan/", include("handouts.plan_urls")),
]
