SELECT DISTINCT
  c.customer_id,
  p.gender,
  p.senior_citizen,
  p.has_partner,
  p.dependents
FROM customers c
INNER JOIN people p ON c.hashed_email = p.hashed_email
