SELECT DISTINCT
  c.customer_id,
  p.favourite_section,
  p.articles_a_week,
  p.evening_share,
  p.device,
  p.puzzle_player
FROM customers c
INNER JOIN audience p ON c.hashed_phone = p.hashed_phone
