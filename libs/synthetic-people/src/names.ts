/** Common names of many origins; a person takes one of each at random, so nobody in particular is meant. */
export const FIRST_NAMES = [
  'Amanda', 'Amina', 'Anthony', 'Carlos', 'Chen', 'Daniel', 'Deborah', 'Elena', 'Emily', 'Fatima', 'Grace', 'Hiro', 'Ingrid', 'James', 'Jessica',
  'Joseph', 'Karen', 'Kofi', 'Laura', 'Linda', 'Maria', 'Mei', 'Michael', 'Nadia', 'Nancy', 'Olga', 'Omar', 'Patricia', 'Priya', 'Rafael',
  'Rebecca', 'Richard', 'Robert', 'Sarah', 'Sofia', 'Thomas', 'Victor', 'Wei', 'Yuki', 'Zoe',
] as const;

export const LAST_NAMES = [
  'Adeyemi', 'Brown', 'Campbell', 'Costa', 'Davis', 'Evans', 'Flores', 'Garcia', 'Gonzalez', 'Haddad', 'Hansen', 'Hill', 'Ivanova', 'Jackson',
  'Johnson', 'Jones', 'Khan', 'Kim', 'King', 'Lee', 'Lewis', 'Lopez', 'Miller', 'Moore', 'Nakamura', 'Nguyen', 'Okafor', 'Oliveira', 'Patel',
  'Perez', 'Rivera', 'Rossi', 'Sanchez', 'Santos', 'Silva', 'Smith', 'Tanaka', 'Walker', 'Williams', 'Wilson',
] as const;
