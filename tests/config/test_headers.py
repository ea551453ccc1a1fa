"""What every answer tells the browser, so that a page cannot be turned against it."""

import pytest

ANSWERS = {
    "page": "/",
    "API": "/api/v1/",
    "error": "/nowhere/",
    "API error": "/api/v1/nowhere/",
    "static file": "/static/config/ui.css",
    "probe": "/healthz",
    "documentation": "/api/v1/docs/",
}
NOTHING_UNSAFE = ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "*", "http:")


@pytest.fixture(params=ANSWERS.values(), ids=ANSWERS.keys())
def answer(request, client, db):
    return client.get(request.param)


def test_nothing_runs_that_is_not_ours(answer):
    policy = answer.headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not [word for word in NOTHING_UNSAFE if word in policy]


def test_nobody_frames_sniffs_or_learns_where_one_came_from(answer):
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_over_https_browsers_are_told_to_stay_with_it(client, db, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_SSL_REDIRECT = True

    for path in ANSWERS.values():
        told = client.get(path, secure=True).headers["Strict-Transport-Security"]
        assert told == "max-age=31536000; includeSubDomains"
    plain = client.get("/login/")
    assert (plain.status_code, plain.url) == (301, "https://testserver/login/")


def test_a_file_sent_has_the_headers_too(client, wang):
    client.force_login(wang)
    sent = client.get("/city/?year=2020&format=csv")
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in sent.headers["Content-Security-Policy"]


def test_another_host_is_refused(client, db, settings):
    settings.ALLOWED_HOSTS = ["hours.example.cn"]

    assert client.get("/", headers={"host": "hours.example.cn"}).status_code == 200
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    forwarded = {"host": "hours.example.cn", "x-forwarded-host": "evil.example"}
    assert b"evil.example" not in client.get("/login/", headers=forwarded).content


def test_cookies_are_secure_by_the_settings(client, db, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    asked = client.get("/login/")
    chosen = client.post("/language/", {"language": "en"})

    cookies = asked.cookies | chosen.cookies
    assert set(cookies) == {"csrftoken", "django_language"}
    for name, cookie in cookies.items():
        assert cookie["secure"], name
        assert cookie["samesite"] == "Lax", name
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "///evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "http:///evil.example",
        "https://testserver@evil.example",
        "\thttps://evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
    ],
)
@pytest.mark.parametrize("path", ["/login/", "/language/", "/large-text/"])
def test_nobody_is_sent_to_another_site(client, db, lin, path, target):
    lin.account.set_password("three words kept")
    lin.account.save()
    sent = client.post(
        path,
        {
            "next": target,
            "login": "lin",
            "password": "three words kept",
            "language": "en",
            "on": "1",
        },
        headers={"referer": "https://evil.example/"},
    )
    assert sent.headers.get("Location", "/").startswith("/")
    assert "evil" not in sent.headers.get("Location", "")
    assert not sent.headers.get("Location", "/")[1:2].startswith(("/", "\\"))


def test_a_body_that_is_too_large_is_refused(client, db):
    sent = client.post("/language/", {"language": "e" * 3_000_000})
    assert sent.status_code in (400, 413)
