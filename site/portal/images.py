"""Pictures that editors send."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from PIL.Image import DecompressionBombError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from editing.approval.files import ApprovedFileMixin
from pages.core.pictures import MOST_FRAMES, TooManyFramesError, stripped


class PictureField(WagtailImageField):
    """Keeps of a picture what is to be seen, and refuses with a sentence what Pillow refuses with an exception."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages["file_too_many_pixels"] = _too_many_pixels()

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(self._stripped(data))
        except ValidationError:
            raise
        except TooManyFramesError as error:
            message = _("This picture moves for too long: at most %(limit)s frames are accepted. Show a film instead.")
            raise ValidationError(message % {"limit": MOST_FRAMES}, code="too_many_frames") from error
        except DecompressionBombError as error:
            raise ValidationError(_too_many_pixels(), code="file_too_many_pixels") from error
        except Exception as error:  # the first bytes are a picture's, the rest is anything
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error

    def _stripped(self, data: Any) -> Any:
        """The file without the place, the camera and whatever else it carries beside the picture."""
        if not hasattr(data, "read") or data.size > self.max_upload_size:  # nothing, or what is refused anyway
            return data
        data.seek(0)
        content = stripped(data.read())
        return SimpleUploadedFile(data.name, content, data.content_type)


def _too_many_pixels() -> str:
    limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return _("This picture has too many pixels: at most %(limit)s million are accepted.") % {"limit": limit}


class PictureForm(ApprovedFileMixin, BaseImageForm):
    """Every form that takes a picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=field.label, required=field.required, help_text=field.help_text, widget=field.widget
            )
