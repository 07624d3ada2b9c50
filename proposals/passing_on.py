"""Which of a school's files the coordinator gets as they came: the part of a council's profile that opens that door."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Kind(StrEnum):
    """A kind of file, told by its content, by the ending it is named with."""

    PDF = "pdf"
    DOCX = "docx"
    DOCM = "docm"
    DOC = "doc"
    ODT = "odt"
    RTF = "rtf"
    XLSX = "xlsx"


class PassingOn(BaseModel):
    """Kinds of files that travel beside a pack as they came, scripts and macros and all, unless it shows them whole.

    Without any, only what is plain travels: plain copies of PDF, Word and OpenDocument files of nothing but text
    and pictures, plain text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_they_came: tuple[Kind, ...] = ()
