"""Blocks with a picture."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, StructBlock, StructBlockValidationError, StructValue
from wagtail.images.blocks import ImageChooserBlock

from pages.core.blocks import examples
from pages.core.blocks.common import TEMPLATES


class ImageBlock(StructBlock):
    """A picture that is either described or knowingly decorative."""

    image = ImageChooserBlock(label=_("picture"))
    alt = CharBlock(
        label=_("description"),
        max_length=250,
        required=False,
        help_text=_("What a person who can't see it should know."),
    )
    decorative = BooleanBlock(label=_("decorative: tells nothing"), required=False)
    caption = CharBlock(label=_("caption"), max_length=250, required=False)

    def clean(self, value: StructValue) -> StructValue:
        value = super().clean(value)
        if bool(value["alt"]) == bool(value["decorative"]):
            message = _("Describe the picture, or mark it as decorative; not both.")
            raise StructBlockValidationError({"alt": ValidationError(message)})
        return value

    class Meta:
        icon = "image"
        label = _("Picture")
        template = f"{TEMPLATES}/image.html"
        description = _("A picture that is described for those who can’t see it.")
        preview_template = f"{TEMPLATES}/previews/image.html"
        preview_value = examples.PICTURE
