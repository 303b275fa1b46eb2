"""The validator of accessibility statements: reads any HTML, says what is missing, wrong or altered in it."""
