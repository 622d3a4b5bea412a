CREATE TABLE employee_positions (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL
) STRICT;

CREATE INDEX employee_positions_by_name ON employee_positions (name, id);

-- What employees refer to and no method of the API makes.
CREATE TABLE schedules (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE sites (
    id          INTEGER PRIMARY KEY,
    domain_name TEXT NOT NULL
) STRICT;

CREATE TABLE employees (
    id                           INTEGER PRIMARY KEY AUTOINCREMENT,
    first_name                   TEXT,
    last_name                    TEXT NOT NULL,
    patronymic                   TEXT,
    full_name                    TEXT NOT NULL GENERATED ALWAYS AS
        (concat_ws(' ', nullif(last_name, ''), nullif(first_name, ''), nullif(patronymic, ''))),
    email                        TEXT,
    call_recording               TEXT NOT NULL CHECK (call_recording IN ('all', 'in', 'out', 'off')),
    calls_available              INTEGER NOT NULL CHECK (calls_available IN (0, 1)),
    schedule_id                  INTEGER REFERENCES schedules (id),
    coach_id                     INTEGER REFERENCES employees (id),
    coach_always_enabled         INTEGER NOT NULL CHECK (coach_always_enabled IN (0, 1)),
    extension_phone_number       TEXT,
    extension_voice_mail_enabled INTEGER NOT NULL CHECK (extension_voice_mail_enabled IN (0, 1)),
    extension_queue_enabled      INTEGER NOT NULL CHECK (extension_queue_enabled IN (0, 1)),
    CHECK (coach_id IS NOT NULL OR NOT coach_always_enabled)
) STRICT;

CREATE INDEX employees_by_last_name ON employees (last_name, id);
CREATE INDEX employees_by_full_name ON employees (full_name, id);
CREATE INDEX employees_by_coach ON employees (coach_id);

-- An employee who answers chats. The password is not here: nothing in this server lets operators in.
CREATE TABLE operators (
    employee_id             INTEGER PRIMARY KEY REFERENCES employees (id) ON DELETE CASCADE,
    login                   TEXT NOT NULL,
    position_id             INTEGER REFERENCES employee_positions (id),
    offline_message_enabled INTEGER NOT NULL CHECK (offline_message_enabled IN (0, 1)),
    invite_to_chat_enabled  INTEGER NOT NULL CHECK (invite_to_chat_enabled IN (0, 1)),
    chat_enabled            INTEGER NOT NULL CHECK (chat_enabled IN (0, 1))
) STRICT;

CREATE INDEX operators_by_position ON operators (position_id);

CREATE TABLE operator_sites (
    employee_id INTEGER NOT NULL REFERENCES operators (employee_id) ON DELETE CASCADE,
    site_id     INTEGER NOT NULL REFERENCES sites (id),
    PRIMARY KEY (employee_id, site_id)
) STRICT, WITHOUT ROWID;

-- The settings of a number are the same for all employees who have it.
CREATE TABLE phone_numbers (
    phone_number   TEXT PRIMARY KEY,
    channels_count INTEGER NOT NULL CHECK (channels_count BETWEEN 1 AND 30),
    dial_time      INTEGER NOT NULL CHECK (dial_time BETWEEN 1 AND 100),
    status         TEXT NOT NULL CHECK (status IN ('active', 'inactive'))
) STRICT, WITHOUT ROWID;

-- The numbers of an employee, in the order in which they are called. The id stays as long as the employee has the number.
CREATE TABLE employee_phone_numbers (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    employee_id  INTEGER NOT NULL REFERENCES employees (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    phone_number TEXT NOT NULL REFERENCES phone_numbers (phone_number),
    UNIQUE (employee_id, phone_number)
) STRICT;

CREATE INDEX employee_phone_numbers_by_number ON employee_phone_numbers (phone_number);

-- A number that nobody has any more has no settings.
CREATE TRIGGER phone_numbers_end AFTER DELETE ON employee_phone_numbers
WHEN NOT EXISTS (SELECT 1 FROM employee_phone_numbers WHERE phone_number = OLD.phone_number)
BEGIN
    DELETE FROM phone_numbers WHERE phone_number = OLD.phone_number;
END;

CREATE TABLE employee_groups (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    name               TEXT NOT NULL,
    group_phone_number INTEGER,
    queue_enabled      INTEGER NOT NULL CHECK (queue_enabled IN (0, 1)),
    channels_count     INTEGER NOT NULL CHECK (channels_count BETWEEN 1 AND 199)
) STRICT;

CREATE INDEX employee_groups_by_name ON employee_groups (name, id);

CREATE TABLE employee_group_members (
    group_id    INTEGER NOT NULL REFERENCES employee_groups (id) ON DELETE CASCADE,
    employee_id INTEGER NOT NULL REFERENCES employees (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, employee_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX employee_group_members_by_employee ON employee_group_members (employee_id, group_id);

-- What was set for the numbers of a group. Numbers that came later are not here: they are available, and called last.
CREATE TABLE employee_group_numbers (
    group_id                 INTEGER NOT NULL,
    employee_id              INTEGER NOT NULL,
    employee_phone_number_id INTEGER NOT NULL REFERENCES employee_phone_numbers (id) ON DELETE CASCADE,
    position                 INTEGER NOT NULL,
    available                INTEGER NOT NULL CHECK (available IN (0, 1)),
    PRIMARY KEY (group_id, employee_phone_number_id),
    FOREIGN KEY (group_id, employee_id) REFERENCES employee_group_members (group_id, employee_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX employee_group_numbers_by_member ON employee_group_numbers (group_id, employee_id);
CREATE INDEX employee_group_numbers_by_number ON employee_group_numbers (employee_phone_number_id);
