"""Six digits on a phone or in a mail, good once and for ten minutes."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import RequestFactory
from django.utils import timezone

from config import sms
from config.sms import memory
from tests.codes import a_while_later, another, code_sent_to, words_sent_to
from tests.racing import all_at_once
from volunteers import codes
from volunteers.errors import TooManyTries, WrongCode
from volunteers.models import Code, Purpose

pytestmark = pytest.mark.django_db

LIN, MEI = "+8613805131234", "+8613805135678"


def a_request(address="10.0.0.1"):
    return RequestFactory().get("/", REMOTE_ADDR=address)


def send(to=LIN, purpose=Purpose.SIGN_IN, address="10.0.0.1", **fields):
    at = fields.pop("at", None) or timezone.now()
    request = a_request(address)
    codes.send_code(to=to, purpose=purpose, request=request, at=at, **fields)


def use(code, to=LIN, purpose=Purpose.SIGN_IN, address="10.0.0.1", at=None):
    at = at or timezone.now()
    codes.use_code(to=to, purpose=purpose, code=code, request=a_request(address), at=at)


def test_a_code_on_the_phone_is_good_once():
    send()
    code = code_sent_to(LIN)

    use(code)

    with pytest.raises(WrongCode):
        use(code)


def test_a_code_by_mail_is_good_however_the_address_is_written():
    send("Lin@Example.org")
    assert mail.outbox[0].to == ["Lin@Example.org"]

    use(code_sent_to("Lin@Example.org"), to="lin@example.org")


def test_full_width_digits_and_spaces_do_not_matter():
    send()
    code = code_sent_to(LIN)
    wide = code.translate({48 + n: 0xFF10 + n for n in range(10)})

    use(f" {wide[:3]} {wide[3:]}")


@pytest.mark.parametrize("typed", ["", "x", "１" * 10_000, "\0", "\u202e123456"])
def test_what_is_no_code_is_a_wrong_one(typed):
    send()
    with pytest.raises(WrongCode):
        use(typed)


def test_a_code_is_for_one_phone_and_one_purpose_and_ten_minutes():
    sent_at = timezone.now()
    send(at=sent_at)
    code = code_sent_to(LIN)

    for wrong in (
        {"to": MEI},
        {"purpose": Purpose.RESET},
        {"at": sent_at + timedelta(minutes=10)},
    ):
        with pytest.raises(WrongCode):
            use(code, **wrong)
    use(code, at=sent_at + timedelta(minutes=9, seconds=59))


def test_the_message_speaks_the_language_of_its_reader():
    send(language="zh-hans")
    assert "【港城志愿】" in words_sent_to(LIN)
    assert "请勿告诉他人" in words_sent_to(LIN)

    send(MEI, language="en")
    assert "is your code for signing in" in words_sent_to(MEI)


def test_one_a_minute_and_ten_a_day(monkeypatch):
    clock = a_clock(monkeypatch)
    for _ in range(10):
        send()
        with pytest.raises(TooManyTries):
            send()
        clock.now += 60
    send(MEI)

    clock.now += 3_600
    with pytest.raises(TooManyTries):
        send()
    assert len(memory.outbox) == 11


def a_clock(monkeypatch):
    class Clock:
        now = 1_000_000.0 * 86_400

        def time(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr("config.limits.time", clock)
    return clock


def test_an_address_sends_a_hundred_in_ten_minutes():
    for n in range(100):
        send(f"a{n}@example.org")

    with pytest.raises(TooManyTries):
        send("late@example.org")
    send("elsewhere@example.org", address="10.0.0.2")


def test_for_a_need_a_phone_gets_three_a_day_and_an_address_sends_twenty(
    monkeypatch,
):
    clock = a_clock(monkeypatch)
    for _ in range(3):
        send(purpose=Purpose.NEED)
        clock.now += 60
    with pytest.raises(TooManyTries):
        send(purpose=Purpose.NEED)
    clock.now += 60
    send(purpose=Purpose.SIGN_IN)  # an account still opens

    for n in range(16):  # with the three, and the one that was not sent
        send(f"+86138051400{n:02}", purpose=Purpose.NEED)
    with pytest.raises(TooManyTries) as refused:
        send(MEI, purpose=Purpose.NEED)
    assert refused.value.status == 429
    clock.now += 60
    send(MEI, purpose=Purpose.NEED, address="10.0.0.2")


def test_five_wrong_tries_shut_out_their_own_address_only():
    send()
    code = code_sent_to(LIN)
    for _ in range(5):
        with pytest.raises(WrongCode):
            use(another(code), address="10.6.6.6")

    with pytest.raises(TooManyTries):
        use(code, address="10.6.6.6")
    use(code)


def test_guessing_from_many_addresses_ends_after_fifty_a_day():
    send()
    code = code_sent_to(LIN)
    for n in range(50):
        with pytest.raises(WrongCode):
            use(another(code), address=f"10.6.0.{n}")

    with pytest.raises(TooManyTries):
        use(code, address="10.6.1.1")


def test_an_earlier_code_holds_until_one_of_them_is_used():
    send()
    first = code_sent_to(LIN)
    a_while_later()
    send()
    second = code_sent_to(LIN)

    use(first)

    with pytest.raises(WrongCode):
        use(second)


@pytest.mark.django_db(transaction=True)
def test_two_who_send_one_code_at_once_use_it_once():
    send()
    code = code_sent_to(LIN)

    def take():
        try:
            use(code)
        except WrongCode:
            return "wrong"
        return "taken"

    assert sorted(all_at_once(take, take, take)) == ["taken", "wrong", "wrong"]


def test_the_database_holds_neither_number_nor_code():
    send()
    kept = Code.objects.values_list().get()
    digits = code_sent_to(LIN)
    assert not [part for part in map(str, kept) if LIN[3:] in part or digits in part]


def test_who_has_no_account_is_told_so_and_no_code_opens_anything():
    send(instead="Nobody is registered with this number.")

    assert words_sent_to(LIN).endswith("Nobody is registered with this number.")
    assert Code.objects.count() == 1


def test_mail_that_is_not_taken_is_a_sentence(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    with pytest.raises(sms.NotDelivered):
        send("lin@example.org")


def test_old_codes_are_forgotten():
    send()
    now = timezone.now()
    codes.forget_old(at=now)
    assert Code.objects.exists()
    codes.forget_old(at=now + timedelta(days=2))
    assert not Code.objects.exists()
