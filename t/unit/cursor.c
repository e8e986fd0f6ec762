
#include "tap.h"
#include <ngx_smartstack_cursor.h>


static const char  secrets[] =
    "{\"jwt\":[{\"kid\":\"k1\",\"state\":\"current\",\"key\":"
    "\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\"}],"
    "\"refresh\":[{\"kid\":\"r1\",\"state\":\"current\",\"key\":"
    "\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\"}],"
    "\"pepper\":[{\"kid\":\"p1\",\"state\":\"current\",\"key\":"
    "\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\"}],"
    "\"cursor\":[{\"kid\":\"c%c\",\"state\":\"current\",\"key\":"
    "\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\"}%s]}";

static const char  previous[] =
    ",{\"kid\":\"c1\",\"state\":\"previous\",\"key\":"
    "\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\"}";


static ngx_smartstack_keyring_t  *ring;


static ngx_smartstack_keyring_t *
keyring(char kid, const char *more)
{
    char                       buf[2048];
    ngx_str_t                  text, error;
    ngx_smartstack_keyring_t  *made;

    (void) snprintf(buf, sizeof(buf), secrets, kid, more);

    text = tap_str(buf);
    made = ngx_palloc(tap_pool, sizeof(ngx_smartstack_keyring_t));

    if (ngx_smartstack_keyring_read(tap_pool, &text, made, &error)
        != NGX_OK)
    {
        ok(0, "key ring: %.*s", (int) error.len, error.data);
    }

    return made;
}


static ngx_int_t
read_cursor(ngx_str_t *cursor, const char *scope, ngx_uint_t n,
    ngx_str_t *values)
{
    ngx_str_t  text;

    text = tap_exact(scope, strlen(scope));

    return ngx_smartstack_cursor_read(tap_pool, ring, &text, cursor, n,
                                      values);
}


TAP_MAIN
{
    char                       big[1025];
    size_t                     i, bad, accepted;
    u_char                     byte;
    ngx_str_t                  scope, cursor, part, values[4], read[4];
    ngx_smartstack_keyring_t  *first;

    ring = keyring('1', "");
    scope = tap_str("workspace listTasks filter");

    values[0] = tap_str("2026-01-01 00:00:00.123456+00");
    values[1] = tap_str("019a9f40-0000-7000-8000-00000000000a");

    is_int(ngx_smartstack_cursor_make(tap_pool, ring, &scope, 2, values,
                                      &cursor), NGX_OK, "makes a cursor");

    cursor = tap_exact((char *) cursor.data, cursor.len);

    is_int(read_cursor(&cursor, "workspace listTasks filter", 2, read),
           NGX_OK, "reads it");
    is_str(&read[0], "2026-01-01 00:00:00.123456+00", "first value");
    is_str(&read[1], "019a9f40-0000-7000-8000-00000000000a", "second value");

    /* C25 */

    is_int(read_cursor(&cursor, "workspace listTasks filtes", 2, read),
           NGX_DECLINED, "not in another scope");
    is_int(read_cursor(&cursor, "workspace listTasks filter ", 2, read),
           NGX_DECLINED, "nor a longer one");
    is_int(read_cursor(&cursor, "", 2, read), NGX_DECLINED, "nor an empty one");
    is_int(read_cursor(&cursor, "workspace listTasks filter", 1, read),
           NGX_DECLINED, "nor for another number of keys");
    is_int(read_cursor(&cursor, "workspace listTasks filter", 3, read),
           NGX_DECLINED, "fewer or more");

    accepted = 0;

    for (i = 0; i < cursor.len; i++) {
        for (bad = 0; bad < 256; bad++) {
            byte = cursor.data[i];

            if (bad == byte) {
                continue;
            }

            cursor.data[i] = (u_char) bad;
            accepted += (read_cursor(&cursor, "workspace listTasks filter", 2,
                                     read)
                         != NGX_DECLINED);
            cursor.data[i] = byte;
        }
    }

    is_int(accepted, 0, "every other byte in every place is refused");

    accepted = 0;

    for (i = 0; i < cursor.len; i++) {
        part = tap_exact((char *) cursor.data, i);
        accepted += (read_cursor(&part, "workspace listTasks filter", 2, read)
                     != NGX_DECLINED);
    }

    is_int(accepted, 0, "truncated anywhere");

    first = ring;
    ring = keyring('2', previous);
    is_int(read_cursor(&cursor, "workspace listTasks filter", 2, read),
           NGX_OK, "a previous key still reads");
    ring = keyring('2', "");
    is_int(read_cursor(&cursor, "workspace listTasks filter", 2, read),
           NGX_DECLINED, "until it is dropped");
    ring = first;

    memset(big, 'x', sizeof(big));

    for (i = 0; i < 4; i++) {
        values[i].data = (u_char *) big;
        values[i].len = 1024;
    }

    is_int(ngx_smartstack_cursor_make(tap_pool, ring, &scope, 4, values,
                                      &cursor), NGX_OK, "the largest");
    is_int(read_cursor(&cursor, "workspace listTasks filter", 4, read),
           NGX_OK, "is read");
    is_int(read[3].len, 1024, "in full");

    values[0].len = 1025;
    is_int(ngx_smartstack_cursor_make(tap_pool, ring, &scope, 1, values,
                                      &cursor), NGX_ERROR, "a value too long");
    is_int(ngx_smartstack_cursor_make(tap_pool, ring, &scope, 5, values,
                                      &cursor), NGX_ERROR, "too many values");

    values[0].len = 0;
    is_int(ngx_smartstack_cursor_make(tap_pool, ring, &scope, 1, values,
                                      &cursor), NGX_OK, "an empty value");
    is_int(read_cursor(&cursor, "workspace listTasks filter", 1, read),
           NGX_OK, "is read");
    is_int(read[0].len, 0, "as it was");

    is_int(ngx_smartstack_cursor_make(tap_pool, ring, &scope, 0, values,
                                      &cursor), NGX_OK, "no value at all");
    is_int(read_cursor(&cursor, "workspace listTasks filter", 0, read),
           NGX_OK, "is read");
}
