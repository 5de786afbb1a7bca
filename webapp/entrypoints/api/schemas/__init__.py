"""What the API takes and gives, one file per noun; the OpenAPI document is made from it."""
