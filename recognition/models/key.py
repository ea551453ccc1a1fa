from django.db import models


class SigningKey(models.Model):
    """
    A key that certificates are signed with (Ed25519); the newest signs, all verify.

    ``public`` is given to anybody who wants to verify without asking us, and stays
    published as long as paper exists. The private half is sealed.
    """

    number = models.PositiveSmallIntegerField(primary_key=True)
    public = models.BinaryField(max_length=32, editable=False)
    private_sealed = models.BinaryField(editable=False)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.number}"
