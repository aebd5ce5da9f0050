"""Personal facts under seal: unreadable in the database and its backups, and yet found again.

A sealed text is ``<cipher>.<key id>.<base64 of nonce, tag and cipher text>``: it says itself with
what it was sealed, so that keys and ciphers can change without a day on which all is done again.
A likeness (盲索引, blind index) is the same for the same text: it finds who has a telephone number
without keeping the number. Both are bound to a purpose: what was sealed as a telephone number opens
nowhere else.

Source: quality.md S47 and S48 (GB/T 22239-2019 level 3, 存储保密性; GB/T 39786-2021 8.4).
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from gonghui.foundation.errors import RuleBroken

NONCE, TAG = 12, 16  # bytes, as GCM has them


@dataclass(frozen=True, slots=True)
class Suite:
    """One cipher and the digest that goes with it."""

    block: type[algorithms.AES] | type[algorithms.SM4]
    key_length: int
    digest: type[hashes.SHA256] | type[hashes.SM3]


SUITES: Mapping[str, Suite] = {
    "aes": Suite(algorithms.AES, 32, hashes.SHA256),
    "sm": Suite(algorithms.SM4, 16, hashes.SM3),  # 国密
}


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys facts were sealed with, by their ids, and the one that seals today.

    Attributes:
        secrets: Key id to secret; whatever was sealed with a key opens as long as it stands here.
        current: Id of the key that seals.
        cipher: ``aes`` (AES-256-GCM, HMAC-SHA256) or ``sm`` (SM4-GCM, HMAC-SM3); opens either.
    """

    secrets: Mapping[str, str]
    current: str
    cipher: str = "aes"

    def seal(self, text: str, purpose: str) -> str:
        """Encrypt a text, for one purpose; the same text never looks the same twice."""
        suite, nonce = SUITES[self.cipher], os.urandom(NONCE)
        encryptor = Cipher(
            suite.block(self._key(self.current, self.cipher, purpose)), modes.GCM(nonce)
        ).encryptor()
        encryptor.authenticate_additional_data(purpose.encode())
        body = encryptor.update(text.encode()) + encryptor.finalize()
        packed = urlsafe_b64encode(nonce + encryptor.tag + body).decode()
        return f"{self.cipher}.{self.current}.{packed}"

    def unseal(self, sealed: str, purpose: str) -> str:
        """The text again.

        Raises:
            RuleBroken: ``seal.key_missing`` with the key's id, or ``seal.broken`` when it was
                changed, cut, or sealed for another purpose.
        """
        cipher, key_id, packed = _parts(sealed)
        if key_id not in self.secrets:
            raise RuleBroken("seal.key_missing", key=key_id)
        try:
            content = urlsafe_b64decode(packed)
            nonce, tag, body = content[:NONCE], content[NONCE : NONCE + TAG], content[NONCE + TAG :]
            block = SUITES[cipher].block(self._key(key_id, cipher, purpose))
            decryptor = Cipher(block, modes.GCM(nonce, tag)).decryptor()
            decryptor.authenticate_additional_data(purpose.encode())
            return (decryptor.update(body) + decryptor.finalize()).decode()
        except (InvalidTag, NotBase64, ValueError) as broken:
            raise RuleBroken("seal.broken") from broken

    def likeness(self, text: str, purpose: str) -> str:
        """What stands beside the sealed text to find it by."""
        return self._likeness(text, purpose, self.current, self.cipher)

    def likenesses(self, text: str, purpose: str) -> list[str]:
        """What may stand beside it, by whichever key and cipher it was sealed: to look for."""
        return [
            self._likeness(text, purpose, key_id, cipher)
            for key_id in self.secrets
            for cipher in SUITES
        ]

    def _likeness(self, text: str, purpose: str, key_id: str, cipher: str) -> str:
        suite = SUITES[cipher]
        stamp = HMAC(self._key(key_id, cipher, f"like {purpose}"), suite.digest())
        stamp.update(text.encode())
        return f"{key_id}.{stamp.finalize().hex()[:40]}"

    def _key(self, key_id: str, cipher: str, purpose: str) -> bytes:
        """One secret, another key for every purpose."""
        return _derived(self.secrets[key_id], cipher, purpose)


def read_keys(text: str) -> dict[str, str]:
    """Keys by their ids, the newest last: ``k1:secret,k2:secret``, or a line each.

    A secret alone, as it is made at the first start, is ``k1``.
    """
    text = text.strip()
    lines = (text if ":" in text else f"k1:{text}").replace(",", "\n").splitlines()
    pairs = (line.strip().partition(":") for line in lines)
    return {key: secret for key, _, secret in pairs if secret}


@lru_cache(maxsize=256)
def _derived(secret: str, cipher: str, purpose: str) -> bytes:
    """Remembered, as the secret is: deriving takes longer than sealing (bench/sealing.py)."""
    suite = SUITES[cipher]
    derive = HKDF(suite.digest(), suite.key_length, salt=None, info=purpose.encode())
    return derive.derive(secret.encode())


def key_of(sealed: str) -> str:
    """The id of the key a text was sealed with."""
    return _parts(sealed)[1]


def _parts(sealed: str) -> tuple[str, str, str]:
    cipher, _, rest = sealed.partition(".")
    key_id, _, packed = rest.partition(".")
    if cipher not in SUITES or not packed:
        raise RuleBroken("seal.broken")
    return cipher, key_id, packed
