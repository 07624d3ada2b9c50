"""Two councils whose settings stand in one folder share nothing: what they share is refused, with what mends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.neighbours import REMEDIES, Shared, SharedError, settings_files
from flows.settings import Settings, SettingsError
from flows.stations import open_stations
from register import RegisterCode, RegisterError
from two_councils import write_councils

IMAP = '[mailbox]\nkind = "imap"\nhost = "{host}"\nuser = "offsite@example.org"\npassword = "pass-canary"\n'
KEY = "offsite-key-" + "A" * 43


@pytest.fixture
def councils(tmp_path: Path) -> dict[str, Path]:
    return write_councils(tmp_path)


def add(config: Path, text: str) -> None:
    """Put settings at the end of a file, or in place of a line that says otherwise."""
    name = text.partition(" = ")[0]
    kept = [line for line in config.read_text(encoding="utf-8").splitlines() if not line.startswith(f"{name} =")]
    config.write_text("\n".join([*kept, text]) + "\n", encoding="utf-8")


def test_councils_that_stand_apart_are_both_served(councils):
    for code, config in councils.items():
        settings = Settings.load(config)
        assert settings.home.name == code
        with open_stations(settings) as stations:
            assert stations.council.code == code


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ('home = "homes/{}"', Shared.HOME),
        ('home = "profiles/../homes/{}/"', Shared.HOME),
        ('maildir = "homes/{}/mail"', Shared.MAILBOX),
        ('database_url = "sqlite:///{folder}/homes/{}/register.db"', Shared.REGISTER),
        ('[vault]\nkeys_url = "sqlite:///{folder}/homes/{}/keys.db"', Shared.KEY_STORE),
        ('[vault]\nkey_file = "homes/{}/desk.key"', Shared.DESK_KEY),
    ],
)
def test_what_one_council_takes_of_the_other_is_refused_at_both_their_starts(councils, tmp_path, setting, code):
    add(councils["northshire"], setting.format("exampleshire", folder=tmp_path))
    for config in councils.values():
        with pytest.raises(SharedError) as caught:
            Settings.load(config)
        assert caught.value.code is code
        assert str(caught.value).startswith(f"{code}: ")
        assert REMEDIES[code] in str(caught.value)
        assert "northshire.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        (IMAP.format(host="mail.example.org"), IMAP.format(host="MAIL.example.org"), Shared.MAILBOX),
        (
            'database_url = "postgresql+psycopg://a:pass-canary@db.example.org/offsite?options=-csearch_path%3Da"',
            'database_url = "postgresql://b:pass-canary@db.example.org:5432/offsite?options=-csearch_path%3Db"',
            Shared.REGISTER,
        ),
        (f'[vault]\nkey = "{KEY}"', f'[vault]\nkey = "{KEY}"', Shared.DESK_KEY),
        ('[vault]\nkeyring = "offsite"', '[vault]\nkeyring = "offsite"', Shared.DESK_KEY),
    ],
)
def test_one_thing_by_two_names_is_one_thing_and_no_secret_is_told(councils, one, other, code):
    for config, text in zip(councils.values(), (one, other), strict=True):
        add(config, text)
    with pytest.raises(SharedError) as caught:
        Settings.load(councils["northshire"])
    assert caught.value.code is code
    assert "canary" not in str(caught.value)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    ("own", "same", "code"),
    [
        ('code = "northshire"', 'code = "exampleshire"', Shared.CODE),
        ("offsite@northshire.north.example.org", "Offsite@exampleshire.example.org", Shared.ADDRESS),
    ],
)
def test_profiles_of_one_code_or_one_address_are_refused(councils, tmp_path, own, same, code):
    profile = tmp_path / "profiles" / "northshire" / "profile.toml"
    text = profile.read_text(encoding="utf-8")
    assert own in text
    profile.write_text(text.replace(own, same), encoding="utf-8")
    with pytest.raises(SharedError) as caught:
        Settings.load(councils["northshire"])
    assert caught.value.code is code


@pytest.mark.parametrize(
    "broken", ["council = [", 'council = "profiles/nowhere"', 'council = "x"\nno_such_setting = 1']
)
def test_a_neighbour_that_cannot_be_read_does_not_stop_the_others(councils, broken):
    councils["exampleshire"].write_text(broken, encoding="utf-8")
    with pytest.raises(SettingsError):
        _ = Settings.load(councils["exampleshire"]).council_folder
    with open_stations(Settings.load(councils["northshire"])) as stations:
        assert stations.council.code == "northshire"


def test_files_that_name_no_council_are_none_of_ours(councils, tmp_path):
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "council"\n', encoding="utf-8")
    assert settings_files(tmp_path) == tuple(councils.values())


def test_the_environment_of_one_councils_process_says_nothing_of_the_other(councils, tmp_path, monkeypatch):
    """A service of one council has its home and its key in its own environment."""
    monkeypatch.setenv("OFFSITE_HOME", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("OFFSITE_VAULT__KEY", KEY)
    assert Settings.load(councils["northshire"]).home == tmp_path / "elsewhere"


def test_a_register_is_opened_for_its_own_council_alone(councils, tmp_path, monkeypatch):
    """By an environment that two share, or by settings in two folders, of which neither sees the other."""
    monkeypatch.setenv("OFFSITE_HOME", str(tmp_path / "one"))
    with open_stations(Settings.load(councils["exampleshire"])) as stations:
        before = stations.register.audit_head()
    with (
        pytest.raises(RegisterError, match=r"'exampleshire'.*'northshire'") as caught,
        open_stations(Settings.load(councils["northshire"])),
    ):
        pass
    assert caught.value.code is RegisterCode.OTHER_COUNCIL
    with open_stations(Settings.load(councils["exampleshire"])) as stations:
        assert stations.register.audit_head() == before


def test_a_register_of_before_belongs_to_the_first_council_that_opens_it(councils):
    settings = Settings.load(councils["exampleshire"])
    of_before = settings.vault.register(settings.register_url, settings.home)
    of_before.migrate()
    of_before.close()
    with open_stations(settings) as stations:
        assert stations.council.code == "exampleshire"
    other = settings.model_copy(update={"council": Settings.load(councils["northshire"]).council})
    with pytest.raises(RegisterError) as caught, open_stations(other):
        pass
    assert caught.value.code is RegisterCode.OTHER_COUNCIL
