"""What rules of all languages have in common."""

from __future__ import annotations

CHANNELS = (
    "facebook", "twitter", "x", "instagram", "youtube", "linkedin", "whatsapp", "telegram", "threads", "bluesky", "tiktok", "messenger", "viber", "spotify",
    *(f"google {news}" for news in "news nieuws nyheter nyheder notícias noticias haberler actualités discover".split()),
)  # fmt: skip
"""Where a house may be followed."""
NETWORK = (
    r"(?>facebook|twitter|x|instagram|youtube|linkedin|whatsapp|telegram|reddit|pinterest|flipboard|google news|google\+|google plus|google|tumblr|tiktok|threads|bluesky|mastodon"
    r"|messenger|snapchat|xing|vk|vkontakte|viber|line|pocket|digg|stumbleupon|rss|e-?mail|mail|print|tweet|share|pin|post|link|copy link|copy|sms|imprimer|drucken|stampa|imprimir|teilen|partager|compartir|condividi|compartilhar|delen|dela|udostępnij)"
)
