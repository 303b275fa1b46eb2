"""Pictures that editors send."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL.Image import DecompressionBombError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class PictureField(WagtailImageField):
    """Refuses with a sentence what Pillow refuses with an exception, from which Wagtail would fail."""

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        except DecompressionBombError as error:
            limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
            message = _("This picture has too many pixels: at most %(limit)s million are accepted.")
            raise ValidationError(message % {"limit": limit}, code="file_too_many_pixels") from error
        except Exception as error:  # the first bytes are a picture's, the rest is anything
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


class PictureForm(BaseImageForm):
    """Every form that takes a picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=field.label, required=field.required, help_text=field.help_text, widget=field.widget
            )
