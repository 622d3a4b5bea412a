-- AUTOINCREMENT: an id that was once given out never comes back as another entity.
CREATE TABLE contact_organizations (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL
) STRICT;

CREATE INDEX contact_organizations_by_name ON contact_organizations (name, id);

CREATE TABLE external_contacts (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    org_id      INTEGER NOT NULL,
    first_name  TEXT NOT NULL,
    last_name   TEXT NOT NULL,
    middle_name TEXT,
    title       TEXT,
    company     TEXT,
    department  TEXT,
    address     TEXT,
    external_id TEXT,
    -- Milliseconds since 1970-01-01T00:00:00Z.
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
) STRICT;

CREATE INDEX external_contacts_by_org ON external_contacts (org_id, id);

-- The emails and phones of a contact, in the order in which they were sent.
CREATE TABLE external_contact_emails (
    contact_id INTEGER NOT NULL REFERENCES external_contacts (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    value      TEXT,
    kind       TEXT,
    main       INTEGER CHECK (main IN (0, 1)),
    PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE external_contact_phones (
    contact_id INTEGER NOT NULL REFERENCES external_contacts (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    value      TEXT,
    kind       TEXT,
    main       INTEGER CHECK (main IN (0, 1)),
    PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;
