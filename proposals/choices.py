"""The answers that can be chosen, as codes for the machine and labels for people."""

from __future__ import annotations

from enum import StrEnum

from proposals.question import Choice


class SenStatus(StrEnum):
    """Special educational needs, by the school census codes N, K and E."""

    NONE = "none"
    SEN_SUPPORT = "sen_support"
    EHC_PLAN = "ehc_plan"


class SocialCare(StrEnum):
    """The children's services involvement a school declares."""

    NONE = "none"
    EARLY_HELP = "early_help"
    CHILD_IN_NEED = "child_in_need"
    CHILD_PROTECTION = "child_protection"


class ProviderType(StrEnum):
    """Where the pupil is to be educated."""

    MAINSTREAM = "mainstream"
    PRU_OR_AP_ACADEMY = "pru_or_ap_academy"
    ALTERNATIVE_PROVIDER = "alternative_provider"
    OTHER = "other"


class Ruling(StrEnum):
    """What a coordinator decides about a placement or move."""

    SUPPORTED = "supported"
    MORE_INFORMATION = "more_information"
    NOT_SUPPORTED = "not_supported"


class Decision(StrEnum):
    """What a review decides."""

    CONTINUE = "continue"
    RETURN_TO_SCHOOL = "return_to_school"
    END_EARLY = "end_early"
    EXTEND = "extend"
    CHANGE_PROVISION = "change_provision"


SEN_STATUS = (
    Choice(
        SenStatus.NONE,
        "No SEN",
        (
            "N",
            "none",
            "no",
            "no SEN support",
            "no special educational needs",
            "no identified SEN",
            "no SEND",
            "not on SEND register",
            "not on SEN register",
            "no identified needs",
            "no known SEN",
        ),
    ),
    Choice(
        SenStatus.SEN_SUPPORT,
        "SEN support",
        (
            "K",
            "SEN",
            "SEND support",
            "school support",
            "SEN register",
            "on SEND register: SEN support",
            "on SEN register",
            "K (SEN support)",
            "SEN K",
        ),
    ),
    Choice(
        SenStatus.EHC_PLAN,
        "EHC plan",
        (
            "E",
            "EHCP",
            "education health and care plan",
            "EHC",
            "statement",
            "E (EHC plan)",
            "has an EHC plan",
            "education, health and care plan (EHCP)",
        ),
    ),
)

SOCIAL_CARE = (
    Choice(
        SocialCare.NONE,
        "None",
        (
            "no",
            "not known to social care",
            "no involvement",
            "N/K",
            "not known to CSC",
            "not open",
            "closed",
            "not known",
            "not known to children's services",
            "no social care involvement",
        ),
    ),
    Choice(
        SocialCare.EARLY_HELP,
        "Early help",
        ("EH", "EHA", "early help assessment", "CAF", "family support", "early help plan", "TAF"),
    ),
    Choice(
        SocialCare.CHILD_IN_NEED,
        "Child in need",
        (
            "CIN",
            "CiN plan",
            "child in need plan",
            "section 17",
            "child in need (s17)",
            "s17",
            "child in need (CIN)",
        ),
    ),
    Choice(
        SocialCare.CHILD_PROTECTION,
        "Child protection plan",
        (
            "CP",
            "CPP",
            "CP plan",
            "child protection",
            "child protection (s47)",
            "s47",
            "section 47",
            "child protection plan (CP)",
            "subject to a child protection plan",
        ),
    ),
)

PROVIDER_TYPE = (
    Choice(
        ProviderType.MAINSTREAM,
        "Mainstream school",
        (
            "mainstream",
            "school",
            "another school",
            "secondary school",
            "host school",
            "another mainstream school",
            "mainstream academy",
            "other mainstream school",
        ),
    ),
    Choice(
        ProviderType.PRU_OR_AP_ACADEMY,
        "PRU or AP academy",
        (
            "PRU",
            "pupil referral unit",
            "AP academy",
            "AP free school",
            "pupil referral unit or AP academy",
            "PRU / AP academy",
            "PRU/AP academy",
            "short stay school",
        ),
    ),
    Choice(
        ProviderType.ALTERNATIVE_PROVIDER,
        "Alternative provider",
        (
            "AP",
            "alternative provision",
            "independent provider",
            "unregistered AP",
            "independent AP",
            "alternative provision (independent)",
            "independent alternative provision",
            "alternative provider (independent)",
        ),
    ),
    Choice(ProviderType.OTHER, "Other", ("something else",)),
)

GENDER = (
    Choice("female", "Female", ("F", "girl")),
    Choice("male", "Male", ("M", "boy")),
    Choice("other", "Other or not stated", ("non-binary", "prefer not to say", "not stated", "not known")),
)

RULING = (
    Choice(Ruling.SUPPORTED, "Supported", ("support", "agreed", "approved")),
    Choice(
        Ruling.MORE_INFORMATION,
        "More information needed",
        ("more information", "more info", "further information needed", "further information"),
    ),
    Choice(Ruling.NOT_SUPPORTED, "Not supported", ("not support", "not agreed", "not approved", "declined")),
)

DECISION = (
    Choice(
        Decision.CONTINUE,
        "Continue as planned",
        ("continue", "carry on", "continue placement", "placement to continue", "continue as agreed"),
    ),
    Choice(
        Decision.RETURN_TO_SCHOOL,
        "Return to school",
        ("return", "reintegrate", "back to school", "return to home school", "pupil to return to school"),
    ),
    Choice(
        Decision.END_EARLY,
        "End early",
        ("end", "stop", "end placement", "cease", "placement to end early", "end placement early"),
    ),
    Choice(
        Decision.EXTEND,
        "Extend",
        ("extension", "extend the placement", "longer", "placement to be extended", "extend placement"),
    ),
    Choice(
        Decision.CHANGE_PROVISION,
        "Change the provision",
        (
            "change",
            "change provider",
            "different provision",
            "move provider",
            "change of provision",
            "change of provider",
        ),
    ),
)


def ruling_words(ruling: str) -> str:
    """Return a coordinator's decision in the words of the form: "More information needed"."""
    return next((choice.label for choice in RULING if choice.code == ruling), ruling.replace("_", " "))
