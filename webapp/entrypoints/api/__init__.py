"""JSON for programs under `/api/v1`, described by OpenAPI 3.1; a file per noun."""
