SELECT DISTINCT
  c.customer_id,
  p.month,
  p.special_day,
  p.weekend,
  p.operating_systems,
  p.browser,
  p.region,
  p.traffic_type
FROM customers c
INNER JOIN people p ON c.hashed_phone = p.hashed_phone
