-- The documents let callers filter and sort by first names too.
CREATE INDEX contacts_by_first_name ON contacts (first_name, id);
CREATE INDEX employees_by_first_name ON employees (first_name, id);
