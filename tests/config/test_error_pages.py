"""When something goes wrong, a page says so, whatever else is missing."""

import pytest
from django.template.loader import get_template
from django.utils import translation

PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_error_pages_need_no_request_and_no_database(name, language):
    with translation.override(language):
        page = get_template(name).render()
    assert "<h1" in page
    assert 'href="/"' in page


def test_the_page_for_our_own_mistakes_speaks_both_languages():
    page = get_template("500.html").render()
    assert "我们这边出了点问题" in page
    assert "Something went wrong on our side" in page


@pytest.mark.parametrize("name", PAGES)
def test_error_pages_obey_the_content_security_policy(name):
    page = get_template(name).render()
    assert " style=" not in page
    assert "<style" not in page
    assert "onclick" not in page
    assert page.count("<script") == page.count("<script src=")
