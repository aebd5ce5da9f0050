"""What our own workbooks call their sheets and columns; whoever opens one must know."""

FACTS_SHEET = "_gonghui"
LISTS_SHEET = "_lists"
NOTES_SHEET = "填报说明"
REASONS = "错误原因"  # our column in a file that is sent back
