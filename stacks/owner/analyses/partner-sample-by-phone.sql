SELECT DISTINCT
  c.customer_id,
  p.income_band,
  p.home_status,
  p.children_at_home,
  p.category_interest,
  p.trips_last_year,
  p.commute_minutes
FROM customers c
INNER JOIN people p ON c.hashed_phone = p.hashed_phone
