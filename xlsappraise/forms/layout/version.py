"""The version of a form's layout, which is kept with every form that is issued."""

from __future__ import annotations

LAYOUT_VERSION = 5
"""Since 4: remarks, logs and names with room for their longest texts; a line per section that says what was gone
through. Since 5: the self-check looks at sign-offs and at shares beside the marks"""
DRAWN = (LAYOUT_VERSION,)
"""The versions that can be drawn; forms of earlier ones are written from the workbook that was frozen"""
