SELECT
  v.area,
  COUNT(DISTINCT v.hashed_email) AS people,
  AVG(v.visits) AS average_visits,
  AVG(o.spend) AS average_spend
FROM orders o
INNER JOIN visits v ON o.hashed_email = v.hashed_email
GROUP BY v.area
