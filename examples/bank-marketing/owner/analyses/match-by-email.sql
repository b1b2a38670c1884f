SELECT DISTINCT
  c.customer_id,
  p.age,
  p.job,
  p.marital,
  p.education
FROM customers c
INNER JOIN people p ON c.hashed_email = p.hashed_email
