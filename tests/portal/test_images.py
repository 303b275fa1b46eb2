"""Pictures that would bring the server down are refused with a sentence."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from django.contrib.auth.models import User
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext
from PIL import Image as Pillow
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from tests.conftest import KIELCE, reader

SIDE = 30_000
TOO_MANY = gettext("This picture has too many pixels: at most %(limit)s million are accepted.") % {"limit": 20}
NO_PICTURE = "nie jest grafiką"


def bomb() -> bytes:
    """A PNG of 109 kB that takes 900 million pixels to read."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compressobj(9)
    row = bytes(1 + SIDE // 8)
    pixels = b"".join(rows.compress(row) for _row in range(SIDE)) + rows.flush()
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def spoilt() -> bytes:
    """The beginning of a picture, then something else."""
    return b"\x89PNG\r\n\x1a\n" + b"rubbish" * 100


@pytest.fixture
def administrator(db: None) -> Client:
    client = reader(KIELCE)
    client.force_login(User.objects.create_superuser("kierownik"))
    return client


# Where a picture can be sent, and how the form there calls its fields.
FORMS = {
    "wagtailimages:add": ("{}", "file"),
    "wagtailimages:add_multiple": ("{}", "files[]"),
    "wagtailimages_chooser:create": ("image-chooser-upload-{}", "file"),
}


@pytest.mark.parametrize("view", FORMS)
@pytest.mark.parametrize(("content", "said"), [(bomb, TOO_MANY), (spoilt, NO_PICTURE)])
def test_a_picture_that_can_not_be_read_is_refused_with_a_sentence(
    administrator: Client, view: str, content: Callable[[], bytes], said: str
):
    names, name = FORMS[view]
    file = SimpleUploadedFile("plakat.png", content(), content_type="image/png")
    data = {"title": "Plakat", name: file, "collection": Collection.get_first_root_node().pk}
    data = {names.format(key): value for key, value in data.items()}
    answer = administrator.post(reverse(view), data, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 200
    html = answer.content.decode()
    if answer.headers["Content-Type"] == "application/json":
        html = " ".join(str(value) for value in answer.json().values())
    assert said in html
    assert not Image.objects.filter(title="Plakat").exists()


def test_an_ordinary_picture_is_accepted(administrator: Client):
    file = SimpleUploadedFile("plakat.png", get_test_image_file().file.getvalue(), content_type="image/png")
    data = {"title": "Plakat", "file": file, "collection": Collection.get_first_root_node().pk}
    assert administrator.post(reverse("wagtailimages:add"), data).status_code == 302
    Image.objects.get(title="Plakat").file.delete(save=False)


def test_what_an_editor_marks_stays_when_a_picture_is_cut_to_a_shape(administrator: Client):
    drawn, file = Pillow.new("RGB", (1600, 400), "white"), BytesIO()
    drawn.paste("red", (0, 0, 200, 400))
    drawn.save(file, "PNG")
    picture = Image.objects.create(title="Wejście", file=ImageFile(BytesIO(file.getvalue()), "wejscie.png"))
    form = administrator.get(reverse("wagtailimages:edit", args=(picture.pk,))).context["form"]
    assert {"focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"} <= set(form.fields)
    Image.objects.filter(pk=picture.pk).update(
        focal_point_x=100, focal_point_y=200, focal_point_width=150, focal_point_height=150
    )
    # As the film player cuts its first picture.
    cut = Image.objects.get(pk=picture.pk).get_rendition("fill-960x540|format-png")
    with cut.file.open() as kept:
        shown = Pillow.open(kept).convert("RGB")
    assert abs(shown.width / shown.height - 960 / 540) < 0.02
    assert shown.getpixel((10, shown.height // 2)) == (255, 0, 0)
