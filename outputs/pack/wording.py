"""The pack's own words."""

from __future__ import annotations

from types import MappingProxyType

from proposals.reading import FormKind, Method

FORM_TITLES: MappingProxyType[FormKind, str] = MappingProxyType(
    {
        FormKind.OFF_SITE_DIRECTION: "Off-site direction proposal",
        FormKind.MANAGED_MOVE: "Managed move notification",
        FormKind.REVIEW_OUTCOME: "Review outcome",
    }
)

METHODS: MappingProxyType[Method, str] = MappingProxyType(
    {
        Method.ACROFORM: "from a box of the PDF",
        Method.CONTENT_CONTROL: "from a box of the Word form",
        Method.LEGACY_FIELD: "from a box of the Word form",
        Method.TABLE: "from a table",
        Method.LABEL: "from a line with a label",
        Method.OCR: "from a picture",
    }
)

NOTES: MappingProxyType[str, str] = MappingProxyType(
    {
        "complete": "Every required question is answered.",
        "one_missing": "One answer is missing or unclear.",
        "missing": "{count} answers are missing or unclear.",
        "not_given": "not given",
        "area_unknown": "not known: see how it was routed",
        "word": "A Word file, shown here as plain text. The file itself is attached to the email.",
        "picture": "A picture, as it was sent.",
        "listed": "This file cannot be shown in a pack. It is attached to the email as it came.",
        "locked": "This PDF is locked or damaged and cannot be shown. It is attached to the email as it came.",
        "pages_cut": "Only the first {shown} of {pages} pages follow. The whole file is attached to the email.",
        "pages": "{pages} pages follow.",
        "one_page": "One page follows.",
    }
)
