"""A slow, plain second opinion on every figure, written from domain.md without the product."""
