CREATE TABLE contacts (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    first_name          TEXT,
    last_name           TEXT NOT NULL,
    patronymic          TEXT,
    full_name           TEXT NOT NULL GENERATED ALWAYS AS
        (concat_ws(' ', nullif(last_name, ''), nullif(first_name, ''), nullif(patronymic, ''))),
    personal_manager_id INTEGER REFERENCES employees (id),
    organization_id     INTEGER REFERENCES contact_organizations (id)
) STRICT;

CREATE INDEX contacts_by_last_name ON contacts (last_name, id);
CREATE INDEX contacts_by_full_name ON contacts (full_name, id);
CREATE INDEX contacts_by_personal_manager ON contacts (personal_manager_id);
CREATE INDEX contacts_by_organization ON contacts (organization_id);

-- The emails and numbers of a contact, in the order in which they were sent.
CREATE TABLE contact_emails (
    contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    email      TEXT NOT NULL,
    PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_phone_numbers (
    contact_id   INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    phone_number TEXT NOT NULL,
    PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_groups (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    name      TEXT NOT NULL,
    is_system INTEGER NOT NULL CHECK (is_system IN (0, 1))
) STRICT;

CREATE INDEX contact_groups_by_name ON contact_groups (name, id);

-- The group that is always there.
INSERT INTO contact_groups (name, is_system) VALUES ('Favourites', 1);

CREATE TABLE contact_group_members (
    group_id   INTEGER NOT NULL REFERENCES contact_groups (id) ON DELETE CASCADE,
    contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, contact_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX contact_group_members_by_contact ON contact_group_members (contact_id, group_id);
