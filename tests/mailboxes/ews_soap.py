"""EWS's operations over a Store, as far as the desk uses them: one function an operation, XML in and XML out."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any, NoReturn

from lxml import etree
from lxml.builder import ElementMaker

from ews_store import EwsError, Store, StoredFolder, StoredItem

MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages"
TYPES = "http://schemas.microsoft.com/exchange/services/2006/types"
ERRORS = "http://schemas.microsoft.com/exchange/services/2006/errors"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
AUTODISCOVER = "http://schemas.microsoft.com/exchange/2010/Autodiscover"
NAMES = {"s": SOAP, "m": MESSAGES, "t": TYPES, "a": AUTODISCOVER}

M = ElementMaker(namespace=MESSAGES, nsmap=NAMES)
T = ElementMaker(namespace=TYPES, nsmap=NAMES)
S = ElementMaker(namespace=SOAP, nsmap=NAMES)

Element = Any  # lxml.etree._Element


def operation_of(request: bytes) -> tuple[str, Element]:
    """The name of the operation that a SOAP request asks for, and the whole envelope."""
    envelope = etree.fromstring(request, etree.XMLParser(huge_tree=True))
    return etree.QName(envelope.find("s:Body", NAMES)[0]).localname, envelope


def answer(store: Store, name: str, envelope: Element, codes: list[str]) -> bytes:
    """Run an operation; each of `codes` is answered in place of one item's result."""
    body = envelope.find("s:Body", NAMES)[0]
    replies = []
    for act in _OPERATIONS[name](store, body):
        with store.lock:
            try:
                done = _refused(codes.pop(0)) if codes else act()
                replies.append(_message(name, "Success", "NoError", done))
            except EwsError as error:
                replies.append(_message(name, "Error", error.code, M.MessageText(error.text)))
    return enveloped(M(f"{name}Response", M.ResponseMessages(*replies)))


def _refused(code: str) -> NoReturn:
    raise EwsError(code)


def enveloped(body: Element) -> bytes:
    version = T.ServerVersionInfo(
        MajorVersion="15", MinorVersion="2", MajorBuildNumber="2562", MinorBuildNumber="17", Version="V2017_07_11"
    )
    return etree.tostring(S.Envelope(S.Header(version), S.Body(body)), xml_declaration=True, encoding="utf-8")


def busy(milliseconds: int) -> bytes:
    """The fault with which a server asks for a pause."""
    error = ElementMaker(namespace=ERRORS, nsmap={"e": ERRORS})
    plain = ElementMaker()
    detail = plain.detail(
        error.ResponseCode("ErrorServerBusy"),
        error.Message("The server cannot service this request right now."),
        T.MessageXml(T.Value(str(milliseconds), Name="BackOffMilliseconds")),
    )
    fault = S.Fault(plain.faultcode("a:ErrorServerBusy"), plain.faultstring("The server is busy."), detail)
    return etree.tostring(S.Envelope(S.Body(fault)), xml_declaration=True, encoding="utf-8")


def _message(name: str, outcome: str, code: str, *inside: Element) -> Element:
    parts = list(inside)
    # A server puts the text before the code, and what it found after it.
    at = 1 if outcome == "Error" else 0
    parts.insert(at, M.ResponseCode(code))
    return M(f"{name}ResponseMessage", *(part for part in parts if part is not None), ResponseClass=outcome)


Acts = list[Callable[[], Element]]


def _convert_id(_store: Store, _body: Element) -> Acts:
    return [lambda: _refused("ErrorInvalidIdMalformed")]


def _get_folder(store: Store, body: Element) -> Acts:
    def one(reference: Element) -> Element:
        return M.Folders(_folder(store, _addressed(store, reference)))

    return [lambda reference=reference: one(reference) for reference in body.find("m:FolderIds", NAMES)]


def _find_folder(store: Store, body: Element) -> Acts:
    def one(parent: Element) -> Element:
        found = store.children(_addressed(store, parent))
        return _page("Folders", [_folder(store, folder) for folder in found], len(found), None)

    return [lambda parent=parent: one(parent) for parent in body.find("m:ParentFolderIds", NAMES)]


def _create_folder(store: Store, body: Element) -> Acts:
    parent = _addressed(store, body.find("m:ParentFolderId", NAMES)[0])

    def one(asked: Element) -> Element:
        return M.Folders(_folder(store, store.make_folder(parent, asked.findtext("t:DisplayName", namespaces=NAMES))))

    return [lambda asked=asked: one(asked) for asked in body.find("m:Folders", NAMES)]


def _find_item(store: Store, body: Element) -> Acts:
    view = body.find("m:IndexedPageItemView", NAMES)
    first, most = int(view.get("Offset")), int(view.get("MaxEntriesReturned"))
    down = body.find("m:SortOrder/t:FieldOrder[@Order='Descending']", NAMES) is not None
    restriction = body.find("m:Restriction", NAMES)
    fields = fields_of(body)

    def one(parent: Element) -> Element:
        found = store.inside(_addressed(store, parent))
        if restriction is not None:
            found = [item for item in found if _fits(restriction[0], item)]
        found = found[::-1] if down else found
        shown = [_item(item, fields) for item in found[first : first + most]]
        after = first + most
        return _page("Items", shown, len(found), after if after < len(found) else None)

    return [lambda parent=parent: one(parent) for parent in body.find("m:ParentFolderIds", NAMES)]


def _get_item(store: Store, body: Element) -> Acts:
    fields = fields_of(body)

    def one(reference: Element) -> Element:
        return M.Items(_item(store.item(reference.get("Id")), fields))

    return [lambda reference=reference: one(reference) for reference in body.find("m:ItemIds", NAMES)]


def _move_item(store: Store, body: Element) -> Acts:
    def one(reference: Element) -> Element:
        into = _addressed(store, body.find("m:ToFolderId", NAMES)[0], "ErrorToFolderNotFound")
        return M.Items(_item(store.move(reference.get("Id"), into), frozenset()))

    return [lambda reference=reference: one(reference) for reference in body.find("m:ItemIds", NAMES)]


def _update_item(store: Store, body: Element) -> Acts:
    # A receipt would tell the sender that a person has read what only the desk has.
    assert body.get("SuppressReadReceipts") == "true"

    def one(change: Element) -> Element:
        item = store.item(change.find("t:ItemId", NAMES).get("Id"))
        assert change.find("t:ItemId", NAMES).get("ChangeKey") == item.changekey
        item.read = change.findtext(".//t:Message/t:IsRead", namespaces=NAMES) in {"1", "true"}
        item.version += 1
        return M.Items(_item(item, frozenset()))

    return [lambda change=change: one(change) for change in body.find("m:ItemChanges", NAMES)]


def _create_item(store: Store, body: Element) -> Acts:
    # The desk sends nothing in one step: that could not be repeated safely.
    assert body.get("MessageDisposition") == "SaveOnly"
    folder = _addressed(store, body.find("m:SavedItemFolderId", NAMES)[0])

    def one(asked: Element) -> Element:
        raw = b64decode(asked.findtext("t:MimeContent", namespaces=NAMES))
        properties = {
            told.find("t:ExtendedFieldURI", NAMES).get("PropertyName"): told.findtext("t:Value", namespaces=NAMES)
            for told in asked.findall("t:ExtendedProperty", NAMES)
        }
        return M.Items(_item(store.put(folder.id, raw, properties), frozenset()))

    return [lambda asked=asked: one(asked) for asked in body.find("m:Items", NAMES)]


def _send_item(store: Store, body: Element) -> Acts:
    saved = _addressed(store, body.find("m:SavedItemFolderId", NAMES)[0])

    def one(reference: Element) -> None:
        store.send(reference.get("Id"), reference.get("ChangeKey"), saved)

    return [lambda reference=reference: one(reference) for reference in body.find("m:ItemIds", NAMES)]


_OPERATIONS: dict[str, Callable[[Store, Element], Acts]] = {
    "ConvertId": _convert_id,
    "GetFolder": _get_folder,
    "FindFolder": _find_folder,
    "CreateFolder": _create_folder,
    "FindItem": _find_item,
    "GetItem": _get_item,
    "MoveItem": _move_item,
    "UpdateItem": _update_item,
    "CreateItem": _create_item,
    "SendItem": _send_item,
}


def _addressed(store: Store, reference: Element, missing: str = "ErrorFolderNotFound") -> StoredFolder:
    """The folder that is meant; a distinguished one says whose mailbox it is in."""
    owner = reference.findtext("t:Mailbox/t:EmailAddress", namespaces=NAMES)
    if owner is not None and owner.casefold() != store.address.casefold():
        raise EwsError("ErrorNonExistentMailbox")
    try:
        return store.folder(reference.get("Id"))
    except EwsError:
        raise EwsError(missing) from None


def fields_of(body: Element) -> frozenset[str]:
    """The properties that a request asks for by name."""
    return frozenset(field.get("FieldURI", "") for field in body.iterfind(".//t:AdditionalProperties/*", NAMES))


def _fits(condition: Element, item: StoredItem) -> bool:
    kind = etree.QName(condition).localname
    if kind == "Or":
        return any(_fits(part, item) for part in condition)
    assert kind == "IsEqualTo"
    wanted = condition.find("t:FieldURIOrConstant/t:Constant", NAMES).get("Value")
    field = condition[0]
    if etree.QName(field).localname == "ExtendedFieldURI":
        return item.properties.get(field.get("PropertyName")) == wanted
    assert field.get("FieldURI") == "message:InternetMessageId"
    return item.message_id == wanted


def _folder(store: Store, folder: StoredFolder) -> Element:
    return T.Folder(
        T.FolderId(Id=folder.id, ChangeKey="AQAAAA=="),
        T.FolderClass("IPF.Note"),
        T.DisplayName(folder.name),
        T.TotalCount(str(len(store.inside(folder)))),
    )


def _item(item: StoredItem, fields: frozenset[str]) -> Element:
    made = T.Message()
    if "item:MimeContent" in fields:
        made.append(T.MimeContent(b64encode(item.raw).decode(), CharacterSet="UTF-8"))
    made.append(T.ItemId(Id=item.id, ChangeKey=item.changekey))
    if "item:ParentFolderId" in fields:
        made.append(T.ParentFolderId(Id=item.folder, ChangeKey="AQAAAA=="))
    if "item:Subject" in fields:
        made.append(T.Subject("Form for a pupil"))
    if "item:DateTimeReceived" in fields and item.received is not None:
        made.append(T.DateTimeReceived(f"{item.received:%Y-%m-%dT%H:%M:%SZ}"))
    if "item:Size" in fields:
        made.append(T.Size(str(len(item.raw))))
    if "item:IsSubmitted" in fields:
        made.append(T.IsSubmitted("true" if item.submitted else "false"))
    if "message:From" in fields:
        made.append(T.From(T.Mailbox(T.Name("Head"), T.EmailAddress("head@oakfield.example.org"))))
    if "message:InternetMessageId" in fields:
        made.append(T.InternetMessageId(item.message_id))
    return made


def _page(name: str, shown: list[Element], total: int, offset: int | None) -> Element:
    told = {"TotalItemsInView": str(total), "IncludesLastItemInRange": "true" if offset is None else "false"}
    if offset is not None:
        told["IndexedPagingOffset"] = str(offset)
    return M.RootFolder(T(name, *shown), **told)
