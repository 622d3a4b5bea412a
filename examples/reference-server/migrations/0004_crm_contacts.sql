CREATE TABLE crm_contacts (
    id                      INTEGER PRIMARY KEY,
    display_name            TEXT NOT NULL,
    small_photo_url         TEXT NOT NULL,
    medium_photo_url        TEXT NOT NULL,
    is_company              INTEGER NOT NULL CHECK (is_company IN (0, 1)),
    is_private              INTEGER NOT NULL CHECK (is_private IN (0, 1)),
    is_shared               INTEGER NOT NULL CHECK (is_shared IN (0, 1)),
    share_type              INTEGER NOT NULL,
    can_edit                INTEGER NOT NULL CHECK (can_edit IN (0, 1)),
    can_delete              INTEGER NOT NULL CHECK (can_delete IN (0, 1)),
    currency_title          TEXT NOT NULL,
    currency_symbol         TEXT NOT NULL,
    currency_abbreviation   TEXT NOT NULL,
    currency_culture_name   TEXT NOT NULL,
    currency_is_convertible INTEGER NOT NULL CHECK (currency_is_convertible IN (0, 1)),
    currency_is_basic       INTEGER NOT NULL CHECK (currency_is_basic IN (0, 1))
) STRICT;

-- Who may see a private contact.
CREATE TABLE crm_contact_access (
    contact_id   INTEGER NOT NULL REFERENCES crm_contacts (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    user_id      TEXT NOT NULL,
    display_name TEXT NOT NULL,
    title        TEXT NOT NULL,
    avatar_url   TEXT NOT NULL,
    profile_url  TEXT NOT NULL,
    PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;
