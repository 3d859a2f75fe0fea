"""Log in by a provider of OpenID Connect: one that the tests start, which lies where they say."""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.testclient import TestClient
from tests.fake_clock import FakeClock
from tests.web.conftest import form_of, told
from tests.web.played import behind
from tests.web.provider import CLIENT, SECRET, Played, provided

from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound, UsageError
from claimtrack.services.desk import Desk
from claimtrack.services.door import accounts, passphrases, sittings
from claimtrack.services.door.openid import LASTS, LEEWAY, Client, Provider, issuer_of
from claimtrack.services.integrity import log
from claimtrack.services.integrity.verify import verify
from claimtrack.web.login.door import LoginDoor
from claimtrack.web.serving import ByProvider
from claimtrack.web.site import application

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium

HTTPS = "https://desk.example"
SUBJECT = "24400320"


@pytest.fixture
def provider(clock: FakeClock) -> Iterator[Played]:
    with provided() as played:
        played.now = clock.now.timestamp()
        yield played


@pytest.fixture
def still(desk: Desk, clock: FakeClock) -> Desk:
    """Give a desk whose clock stands still."""
    return replace(desk, clock=lambda: clock.now)


@pytest.fixture
def known(still: Desk, provider: Played) -> Desk:
    """Give a desk at which ben logs in by his account."""
    still.enact(accounts.give, "ben", provider.issuer, SUBJECT)
    return still


@pytest.fixture
def app(still: Desk, provider: Played) -> Callable[[], TestClient]:
    """Give a way to have a browser of one's own before a desk that knows the provider."""
    by = ByProvider(provider.issuer, CLIENT, SECRET)
    program = application(replace(still, reviewer=""), LoginDoor(still, HTTPS, by.known_to(still, HTTPS)))
    return lambda: TestClient(program, base_url=HTTPS, follow_redirects=False)


@pytest.fixture
def browser(app: Callable[[], TestClient]) -> TestClient:
    return app()


def _sent_back(client: TestClient, next_: str = "/log") -> str:
    """Go to the provider, and give the address to which it sends the browser back."""
    gone = client.get("/login/provider", params={"next": next_})
    assert gone.status_code == 303, told(gone.text)
    return httpx.get(gone.headers["location"]).headers["location"]


def _tried(client: TestClient) -> tuple[int, str]:
    answer = client.get(_sent_back(client))
    return answer.status_code, told(answer.text)


def test_who_has_an_account_is_in_as_themselves_and_it_is_on_record(known: Desk, browser: TestClient) -> None:
    assert 'href="/login/provider?next=/log"' in browser.get("/login?next=/log").text
    back = _sent_back(browser)
    assert urlsplit(back)._replace(query="").geturl() == f"{HTTPS}/login/back"
    answer = browser.get(back)
    assert (answer.status_code, answer.headers["location"]) == (303, "/log")
    cookie = next(one for one in answer.headers.get_list("set-cookie") if "__Host-claimtrack=" in one)
    assert {"HttpOnly", "Secure", "SameSite=lax"} <= set(cookie.split("; "))
    page = browser.get("/you").text
    assert "<bdi>ben</bdi>" in page
    assert "Change your passphrase" not in page
    given, opened = [one[0] for one in log.stream(known, log.Asked(newest=2))]
    assert (given.who, opened.who, opened.what) == ("ana", "ben", "logged in by account 1 (sitting 1)")
    assert verify(known).problems == ()


def _left(browser: TestClient) -> tuple[int, str]:
    """Log out; gives the status, and where the page that comes leads."""
    form = form_of(browser.get("/you").text, "/logout")
    answer = browser.post("/logout", data=form, headers={"origin": HTTPS})
    assert browser.get("/").headers["location"].startswith("/login")
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', answer.text)
    return answer.status_code, unescape(found[1]) if found is not None else answer.headers.get("location", "")


@pytest.mark.usefixtures("known")
def test_who_logs_out_is_led_to_the_providers_own_way_out(provider: Played, browser: TestClient) -> None:
    provider.described = {"end_session_endpoint": f"{provider.issuer}/end?realm=desk"}
    assert browser.get(_sent_back(browser)).status_code == 303
    status, place = _left(browser)
    parts = urlsplit(place)
    asked = {name: value for name, (value,) in parse_qs(parts.query).items()}
    assert (status, parts._replace(query="").geturl()) == (200, f"{provider.issuer}/end")
    token = asked.pop("id_token_hint")
    assert jwt.decode(token, provider.signed_by).claims["sub"] == SUBJECT
    assert asked == {"realm": "desk", "client_id": CLIENT, "post_logout_redirect_uri": f"{HTTPS}/login"}


@pytest.mark.usefixtures("known")
def test_after_the_desk_was_started_anew_the_provider_is_left_without_its_token(
    still: Desk, provider: Played, browser: TestClient
) -> None:
    provider.described = {"end_session_endpoint": f"{provider.issuer}/end"}
    browser.get(_sent_back(browser))
    later = ByProvider(provider.issuer, CLIENT, SECRET).known_to(still, HTTPS)
    anew = TestClient(application(still, LoginDoor(still, HTTPS, later)), base_url=HTTPS, follow_redirects=False)
    anew.cookies.update(browser.cookies)
    _, place = _left(anew)
    assert set(parse_qs(urlsplit(place).query)) == {"client_id", "post_logout_redirect_uri"}


@pytest.mark.parametrize(
    "end",
    [
        None,
        "http://login.example/end",
        "javascript:alert(1)",
        "https://a:b@login.example/end",
        "https://login.example/\u0431",
        7,
    ],
)
@pytest.mark.usefixtures("known")
def test_a_provider_without_a_safe_way_out_keeps_nobody_in(provider: Played, browser: TestClient, end: object) -> None:
    provider.described = {"end_session_endpoint": end}
    browser.get(_sent_back(browser))
    assert _left(browser) == (303, "/login")


def test_who_came_by_a_passphrase_is_led_to_no_provider(
    known: Desk, provider: Played, app: Callable[[], TestClient]
) -> None:
    provider.described = {"end_session_endpoint": f"{provider.issuer}/end"}
    words = "seven grey harbours at noon"
    passphrases.change_own(replace(known, reviewer="ben"), words)
    client = app()
    assert (
        client.post("/login", data={"name": "ben", "passphrase": words}, headers={"origin": HTTPS}).status_code == 303
    )
    assert _left(client) == (303, "/login")


def test_who_is_let_in_by_a_page_of_the_desk_leaves_it_in_a_real_browser(
    known: Desk, provider: Played, chromium: "Chromium"
) -> None:
    provider.described = {"end_session_endpoint": f"{provider.issuer}/end"}
    still = replace(known, reviewer="")

    def door(port: int) -> LoginDoor:
        origin = f"http://127.0.0.1:{port}"
        return LoginDoor(still, origin, ByProvider(provider.issuer, CLIENT, SECRET).known_to(still, origin))

    with behind(still, door) as stood:
        page = chromium.new_context().new_page()
        page.goto(f"{stood.origin}/login?next=/you")
        page.click("a.button")
        page.wait_for_url(f"{stood.origin}/you")
        page.click("form[action='/logout'] button")
        page.wait_for_url(f"{stood.origin}/login")
        assert provider.asked[-1] == "end"
        assert page.locator("#name").is_visible()
        page.context.close()


@pytest.mark.usefixtures("known")
def test_a_provider_that_always_says_who_it_is_is_believed_by_no_answer_without(
    provider: Played, browser: TestClient
) -> None:
    provider.described = {"authorization_response_iss_parameter_supported": True}
    assert browser.get(_sent_back(browser)).status_code == 303
    back = urlsplit(_sent_back(browser))
    query = {name: value for name, (value,) in parse_qs(back.query).items() if name != "iss"}
    answer = browser.get("/login/back", params=query)
    assert (answer.status_code, "comes from another provider" in told(answer.text)) == (403, True)


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_log_out_and_taking_the_account_away_each_end_it(known: Desk, app: Callable[[], TestClient]) -> None:
    one, other = app(), app()
    assert one.get(_sent_back(one)).status_code == 303
    assert other.get(_sent_back(other)).status_code == 303
    form = form_of(one.get("/you").text, "/logout")
    assert one.post("/logout", data=form, headers={"origin": HTTPS}).status_code == 303
    assert one.get("/").headers["location"].startswith("/login")
    assert other.get("/").status_code == 200
    line = known.enact(accounts.take, 1)
    assert (line.person, line.ended) == ("ben", 1)
    assert other.get("/").headers["location"].startswith("/login")
    assert _tried(other)[0] == 403
    assert verify(known).problems == ()
    # The same account may be another person's later, when an admin says so.
    known.enact(accounts.give, "ana", line.issuer, SUBJECT)
    assert other.get(_sent_back(other)).status_code == 303
    assert "<bdi>ana</bdi>" in other.get("/you").text


def test_whom_nobody_here_named_is_not_let_in_by_any_likeness(
    still: Desk, provider: Played, browser: TestClient
) -> None:
    provider.claims = {"email": "ben@desk.example", "email_verified": True, "name": "ben", "preferred_username": "ben"}
    status, words = _tried(browser)
    assert status == 403
    assert f"issuer {provider.issuer}, subject {SUBJECT}" in words
    assert sittings.listing(still) == []


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"aud": "another-desk"}, "aud"),
        ({"aud": [CLIENT, "another-desk"]}, "azp"),
        ({"aud": [CLIENT, "another-desk"], "azp": "another-desk"}, "azp"),
        ({"aud": None}, "aud"),
        ({"iss": "https://login.example"}, "iss"),
        ({"sub": None}, "sub"),
        ({"sub": ""}, "sub"),
        ({"nonce": "of another time"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"exp": None}, "exp"),
        ({"exp": "tomorrow"}, "exp"),
        ({"at_hash": "of another token"}, "at_hash"),
    ],
)
def test_a_token_that_is_for_another_or_says_too_little_lets_nobody_in(
    known: Desk, provider: Played, browser: TestClient, claims: dict[str, object], words: str
) -> None:
    provider.claims = claims
    status, said = _tried(browser)
    assert status == 403
    assert "cannot be trusted" in said
    assert words in said
    assert sittings.listing(known) == []


@pytest.mark.parametrize(("late", "is_in"), [(LEEWAY - 5, True), (LEEWAY + 5, False)])
@pytest.mark.usefixtures("known")
def test_a_token_is_over_when_it_says_with_a_minute_between_two_clocks(
    provider: Played, browser: TestClient, late: int, *, is_in: bool
) -> None:
    provider.claims = {"exp": int(provider.now) - late}
    status, said = _tried(browser)
    assert status == (303 if is_in else 403)
    assert ("is over already" in said) is not is_in
    provider.claims = {"iat": int(provider.now) + late}
    assert _tried(browser)[0] == (303 if is_in else 403)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_that_anybody_could_have_written_is_none(
    known: Desk, provider: Played, browser: TestClient, algorithm: str
) -> None:
    provider.algorithm = algorithm
    status, said = _tried(browser)
    assert status == 403
    assert "cannot be trusted" in said
    assert sittings.listing(known) == []


def test_a_key_that_the_provider_does_not_show_signs_nothing(
    known: Desk, provider: Played, browser: TestClient
) -> None:
    provider.signed_by = RSAKey.generate_key(2048, {"kid": "first"})
    assert _tried(browser)[0] == 403
    assert sittings.listing(known) == []


@pytest.mark.usefixtures("known")
def test_a_provider_may_change_its_keys_while_the_desk_runs(provider: Played, browser: TestClient) -> None:
    assert _tried(browser)[0] == 303
    assert provider.asked == ["description", "keys"]
    assert _tried(browser)[0] == 303
    assert provider.asked == ["description", "keys"]
    provider.rotate()
    assert _tried(browser)[0] == 303
    assert provider.asked == ["description", "keys", "keys"]


def test_a_way_back_is_good_once_and_in_the_browser_that_left(known: Desk, app: Callable[[], TestClient]) -> None:
    one, other = app(), app()
    back = _sent_back(one)
    stolen = one.cookies.get("__Host-claimtrack-provider")
    answer = other.get(back)
    assert (answer.status_code, "no log-in was begun in this browser" in told(answer.text)) == (400, True)
    _sent_back(other)
    answer = other.get(back)
    assert (answer.status_code, "not the log-in that was begun" in told(answer.text)) == (400, True)
    assert one.get(back).status_code == 303
    again = app()
    answer = again.get(back, headers={"cookie": f"__Host-claimtrack-provider={stolen}"})
    assert (answer.status_code, "used before" in told(answer.text)) == (400, True)
    assert len(sittings.listing(known)) == 1


@pytest.mark.usefixtures("known")
def test_who_stays_too_long_at_the_provider_begins_again(clock: FakeClock, browser: TestClient) -> None:
    back = _sent_back(browser)
    clock.now += timedelta(seconds=LASTS + 1)
    answer = browser.get(back)
    assert (answer.status_code, "within ten minutes" in told(answer.text)) == (400, True)


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ({"code": "made up"}, 403, "does not take the code: invalid_grant"),
        ({"error": "access_denied"}, 403, "access_denied"),
        ({}, 403, "sent no code"),
        ({"code": "any", "iss": "https://login.example"}, 403, "another provider"),
    ],
)
def test_what_did_not_come_from_the_provider_lets_nobody_in(
    known: Desk, browser: TestClient, query: dict[str, str], status: int, words: str
) -> None:
    (state,) = parse_qs(urlsplit(_sent_back(browser)).query)["state"]
    answer = browser.get("/login/back", params={"state": state, **query})
    assert answer.status_code == status
    assert words in told(answer.text)
    assert sittings.listing(known) == []


@pytest.mark.usefixtures("known")
def test_a_person_who_says_no_at_the_provider_is_told_so(provider: Played, browser: TestClient) -> None:
    provider.refuses = "access_denied"
    assert _tried(browser) == (403, "the provider lets you in nowhere: access_denied")


def test_a_provider_that_is_down_keeps_nobody_out_who_has_a_passphrase(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with provided() as played:
        gone = played.issuer
    provider = ByProvider(gone, CLIENT, SECRET).known_to(desk, HTTPS)
    client = TestClient(application(desk, LoginDoor(desk, HTTPS, provider)), base_url=HTTPS, follow_redirects=False)
    with caplog.at_level(logging.WARNING):
        answer = client.get("/login/provider")
    assert answer.status_code == 502
    assert "does not answer" in told(answer.text)
    assert 'name="passphrase"' in answer.text
    assert SECRET not in caplog.text + answer.text + repr(provider.client)
    assert "no log-in by the provider from testclient" in caplog.text


@pytest.mark.parametrize(
    ("described", "words"),
    [
        ({"issuer": "https://login.example"}, 'calls itself "https://login.example"'),
        ({"authorization_endpoint": "http://login.example/authorize"}, "no https address as authorization_endpoint"),
        ({"authorization_endpoint": None}, "no https address as authorization_endpoint"),
        ({"authorization_endpoint": "https://a:b@login.example/"}, "no https address as authorization_endpoint"),
    ],
)
def test_a_description_that_leads_elsewhere_is_not_followed(
    provider: Played, browser: TestClient, described: dict[str, object], words: str
) -> None:
    provider.described = described
    answer = browser.get("/login/provider")
    assert answer.status_code == 502
    assert words in told(answer.text)


@pytest.mark.usefixtures("known")
def test_keys_are_fetched_by_no_address_that_others_on_the_way_could_answer(
    provider: Played, browser: TestClient
) -> None:
    provider.described = {"jwks_uri": "http://192.0.2.7/keys"}
    assert _tried(browser) == (
        502,
        f"the provider {provider.issuer} names no https address as jwks_uri",
    )


@pytest.mark.parametrize("next_", ["//evil.example", "https://evil.example", "/\\evil.example"])
@pytest.mark.usefixtures("known")
def test_the_way_back_leads_to_no_other_desk(browser: TestClient, next_: str) -> None:
    assert browser.get(_sent_back(browser, next_)).headers["location"] == "/"


def test_without_a_provider_there_is_no_such_way(desk: Desk) -> None:
    client = TestClient(application(desk, LoginDoor(desk, HTTPS)), base_url=HTTPS, follow_redirects=False)
    assert client.get("/login/back").headers["location"].startswith("/login?")
    assert "/login/provider" not in client.get("/login").text


def test_what_was_typed_when_an_account_was_taken_away_is_shown_again(known: Desk, browser: TestClient) -> None:
    browser.get(_sent_back(browser))
    known.enact(accounts.take, 1)
    answer = browser.post("/add", data={"text": "a whole article"}, headers={"origin": HTTPS})
    assert answer.status_code == 401
    assert "a whole article" in unescape(answer.text)
    assert "/login/provider" in answer.text


def test_accounts_are_given_by_admins_to_people_who_are_here(desk: Desk) -> None:
    issuer = "https://login.example"
    with pytest.raises(ForbiddenMove, match="ben is reviewer here"):
        replace(desk, reviewer="ben").enact(accounts.give, "ben", issuer, SUBJECT)
    with pytest.raises(NotFound, match="cleo"):
        desk.enact(accounts.give, "cleo", issuer, SUBJECT)
    desk.enact(accounts.give, "BEN", issuer, SUBJECT)
    with pytest.raises(ForbiddenMove, match="by which ben logs in"):
        desk.enact(accounts.give, "ana", issuer, SUBJECT)
    for bad in ("", " 7", "a" * 256, "7\n"):
        with pytest.raises(InvalidInput, match="the subject has 1 to 255"):
            desk.enact(accounts.give, "ana", issuer, bad)
    with pytest.raises(InvalidInput, match="the provider's address"):
        desk.enact(accounts.give, "ana", "login.example", SUBJECT)
    with pytest.raises(NotFound, match="no account 7"):
        desk.enact(accounts.take, 7)
    desk.enact(accounts.take, 1)
    with pytest.raises(ForbiddenMove, match="opens nothing already"):
        desk.enact(accounts.take, 1)
    assert [(one.person, one.subject, one.taken is None) for one in accounts.listing(desk)] == [("ben", SUBJECT, False)]


@pytest.mark.parametrize(
    "address",
    ["http://login.example", "login.example", "https://", "https://a@b.example", "https://b.example/?x=1", ""],
)
def test_a_provider_is_asked_by_https_alone(address: str) -> None:
    with pytest.raises(UsageError, match="https address of the provider"):
        issuer_of(address)


def test_one_on_this_machine_may_be_asked_without() -> None:
    assert issuer_of("http://127.0.0.1:8080/realms/desk") == "http://127.0.0.1:8080/realms/desk"


def test_a_passphrase_opens_the_desk_as_ever(known: Desk, app: Callable[[], TestClient]) -> None:
    words = "seven grey harbours at noon"
    passphrases.change_own(replace(known, reviewer="ben"), words)
    client = app()
    form = {"name": "ben", "passphrase": words}
    assert client.post("/login", data=form, headers={"origin": HTTPS}).status_code == 303
    known.enact(accounts.take, 1)
    assert client.get("/").status_code == 200


def test_a_secret_is_shown_as_the_provider_takes_it(desk: Desk, provider: Played) -> None:
    provider.described = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    asked = Provider(Client(provider.issuer, CLIENT, SECRET, HTTPS), desk.clock)
    asked.begin("/")
    with asked._speaking() as speaking:
        assert speaking.token_endpoint_auth_method == "client_secret_post"  # noqa: S105 - a way to show it
