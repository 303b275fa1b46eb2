// Wagtail's calendar puts the present moment in the place of a date that it can't read, once the field is left: a
// publication planned for "15.12.2026" would happen at once. The server reads more ways of writing a date, and says
// what is wrong with the rest.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
