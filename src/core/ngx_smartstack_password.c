
/*
 * What is guessed first: known passwords, a known word with a tail of digits
 * and marks, one thing over and over, and letters or digits in a row.
 */


#include <ngx_smartstack_password.h>
#include <ngx_smartstack_password_words.h>


#define NGX_SMARTSTACK_PASSWORD_TAIL    6
#define NGX_SMARTSTACK_PASSWORD_WORD    24
#define NGX_SMARTSTACK_PASSWORD_REPEAT  16


/*
 * The most common ones of at least eight characters; shorter ones the
 * contract refuses anyway.  Lower case.
 */

static const char *const  ngx_smartstack_common[] = {
    "00000000", "0123456789", "0987654321", "1111111111", "11111111",
    "11223344", "12121212", "12341234", "123123123", "1234512345",
    "12345678", "123456789", "1234567890", "12345678910", "1234567891",
    "123456abc", "1234abcd", "123654789", "123698745", "123qweasd",
    "123qweasdzxc", "12qwaszx", "13579246", "147258369", "1478963250",
    "159357456", "159753456", "1a2b3c4d", "1q2w3e4r", "1q2w3e4r5t",
    "1q2w3e4r5t6y", "1qaz2wsx", "1qaz2wsx3edc", "1qazxsw2", "22222222",
    "2wsx3edc", "55555555", "66666666", "77777777", "741852963",
    "7894561230", "789456123", "87654321", "88888888", "963852741",
    "987654321", "9876543210", "99999999", "a1234567", "a12345678",
    "a123456789", "a1b2c3d4", "aa123456", "aaaaaaaa", "abc12345",
    "abc123456", "abcd1234", "abcdefgh", "abcdefghi", "administrator",
    "admin123", "admin1234", "administrador", "alexander", "anthony1",
    "arsenal1", "asd123456", "asdasdasd", "asdf1234", "asdfasdf",
    "asdfghjk", "asdfghjkl", "ashley123", "babygirl", "babygirl1",
    "barcelona", "baseball", "baseball1", "basketball", "batman123",
    "beautiful", "benjamin", "blink182", "brooklyn", "butterfly",
    "changeme", "changeme1", "changeme123", "charlie1", "chelsea1",
    "cheyenne", "chocolate", "christian", "christopher", "computer",
    "consumer", "cookie123", "corvette", "courtney", "creative",
    "danielle", "december", "default1", "diamond1", "discovery",
    "dolphins", "dragon12", "einstein", "elephant", "elizabeth",
    "everton1", "fernando", "fktrcfylh", "football", "football1",
    "forever1", "formula1", "freedom1", "friends1", "fuckyou1",
    "gabriel1", "garfield", "gateway1", "goldfish", "guitar12",
    "hello123", "hello1234", "helloworld", "iloveyou", "iloveyou1",
    "iloveyou2", "iloveyou123", "infinity", "internet", "isabella",
    "jackson1", "jasmine1", "jennifer", "jessica1", "jonathan",
    "jordan23", "justin123", "kimberly", "letmein1", "letmein123",
    "liverpool", "liverpool1", "lol123456", "lovelove", "loveme123",
    "loveyou1", "manchester", "marlboro", "marshall", "maverick",
    "maxwell1", "mercedes", "metallica", "michael1", "michelle",
    "midnight", "monkey123", "motorola", "mountain", "mustang1",
    "mypassword", "nicholas", "november", "p@ssw0rd", "p@ssword",
    "pa55word", "pass1234", "passport", "passw0rd", "passw0rd1",
    "password", "password!", "password01", "password1", "password1!",
    "password12", "password123", "password1234", "password2",
    "password3", "patricia", "patrick1", "platinum", "playstation",
    "pokemon1", "porsche9", "princess", "princess1", "q1w2e3r4",
    "q1w2e3r4t5", "q1w2e3r4t5y6", "qazwsx12", "qazwsx123", "qazwsxedc",
    "qq123456", "qwaszx12", "qwe12345", "qwe123456", "qweasd123",
    "qweasdzxc", "qweqweqwe", "qwer1234", "qwert123", "qwerty12",
    "qwerty123", "qwerty1234", "qwerty12345", "qwertyui", "qwertyuiop",
    "raiders1", "rangers1", "realmadrid", "rockstar", "samantha",
    "samsung1", "scorpion", "scotland", "secret123", "september",
    "shadow12", "simpsons", "slipknot", "snickers", "snowball",
    "softball", "spiderman", "stargate", "starwars", "starwars1",
    "steelers", "sterling", "sunshine", "sunshine1", "superman",
    "superman1", "superstar", "swordfish", "teddybear", "telephone",
    "test1234", "testtest", "thuglife", "thunder1", "tinkerbell",
    "tottenham", "training", "trustno1", "unknown1", "valentin",
    "veronica", "victoria", "vladimir", "volleyball", "welcome1",
    "welcome12", "welcome123", "whatever", "whatever1", "william1",
    "wolverine", "xbox3600", "yankees1", "zaq12wsx", "zaq1zaq1",
    "zxcvbnm1", "zxcvbnm123", "zxcvbnm,", "zxczxczxc"
};


static ngx_uint_t ngx_smartstack_password_is(ngx_str_t *password,
    const u_char *text, size_t len);
static ngx_uint_t ngx_smartstack_password_repeats(ngx_str_t *password);
static ngx_uint_t ngx_smartstack_password_runs(ngx_str_t *password);
static ngx_uint_t ngx_smartstack_password_word(ngx_str_t *password);
static ngx_uint_t ngx_smartstack_password_mark(u_char c);
static u_char ngx_smartstack_password_letter(u_char c);


ngx_uint_t
ngx_smartstack_password_common(ngx_str_t *password, ngx_str_t *email)
{
    size_t       i;
    u_char      *at;
    const char  *text;

    static const char  product[] = "smartstack";

    if (ngx_smartstack_password_is(password, email->data, email->len)) {
        return 1;
    }

    at = ngx_strlchr(email->data, email->data + email->len, '@');

    if (at != NULL
        && ngx_smartstack_password_is(password, email->data,
                                      at - email->data))
    {
        return 1;
    }

    if (password->len <= sizeof(product) - 1 + 4
        && ngx_strncasecmp(password->data, (u_char *) product,
                           ngx_min(password->len, sizeof(product) - 1))
           == 0)
    {
        return 1;
    }

    for (i = 0;
         i < sizeof(ngx_smartstack_common) / sizeof(ngx_smartstack_common[0]);
         i++)
    {
        text = ngx_smartstack_common[i];

        if (ngx_smartstack_password_is(password, (u_char *) text,
                                       ngx_strlen(text)))
        {
            return 1;
        }
    }

    return ngx_smartstack_password_repeats(password)
           || ngx_smartstack_password_runs(password)
           || ngx_smartstack_password_word(password);
}


static ngx_uint_t
ngx_smartstack_password_is(ngx_str_t *password, const u_char *text,
    size_t len)
{
    return password->len == len
           && ngx_strncasecmp(password->data, (u_char *) text, len) == 0;
}


/* aaaaaaaa, abababab, 12341234 */

static ngx_uint_t
ngx_smartstack_password_repeats(ngx_str_t *password)
{
    size_t  i, period;

    if (password->len > NGX_SMARTSTACK_PASSWORD_REPEAT) {
        return 0;
    }

    for (period = 1; period <= 4; period++) {

        for (i = period; i < password->len; i++) {
            if (password->data[i] != password->data[i - period]) {
                break;
            }
        }

        if (i >= password->len) {
            return 1;
        }
    }

    return 0;
}


/* 23456789, hgfedcba */

static ngx_uint_t
ngx_smartstack_password_runs(ngx_str_t *password)
{
    int     step;
    size_t  i;

    if (password->len < 2) {
        return 1;
    }

    step = password->data[1] - password->data[0];

    if (step != 1 && step != -1) {
        return 0;
    }

    for (i = 2; i < password->len; i++) {
        if (password->data[i] - password->data[i - 1] != step) {
            return 0;
        }
    }

    return 1;
}


/* A word of the list, with figures for letters or not, and a tail or not. */

static ngx_uint_t
ngx_smartstack_password_word(ngx_str_t *password)
{
    int          rc;
    u_char       word[NGX_SMARTSTACK_PASSWORD_WORD + 1];
    size_t       i, len, low, high, middle;

    len = password->len;

    for (i = 0; i < NGX_SMARTSTACK_PASSWORD_TAIL && len; i++) {

        if (!ngx_smartstack_password_mark(password->data[len - 1])) {
            break;
        }

        len--;
    }

    if (len == 0 || len > NGX_SMARTSTACK_PASSWORD_WORD) {
        return 0;
    }

    for (i = 0; i < len; i++) {
        word[i] = ngx_smartstack_password_letter(password->data[i]);
    }

    word[len] = '\0';

    low = 0;
    high = sizeof(ngx_smartstack_password_words) / sizeof(char *);

    while (low < high) {
        middle = (low + high) / 2;
        rc = ngx_strcmp(word, ngx_smartstack_password_words[middle]);

        if (rc == 0) {
            return 1;
        }

        if (rc < 0) {
            high = middle;

        } else {
            low = middle + 1;
        }
    }

    return 0;
}


static ngx_uint_t
ngx_smartstack_password_mark(u_char c)
{
    return (c >= '0' && c <= '9') || ngx_strchr("!?.,*#@$_-+", c) != NULL;
}


static u_char
ngx_smartstack_password_letter(u_char c)
{
    switch (c) {

    case '4':
    case '@':
        return 'a';

    case '3':
        return 'e';

    case '1':
    case '!':
        return 'i';

    case '0':
        return 'o';

    case '5':
    case '$':
        return 's';

    case '7':
        return 't';

    default:
        return ngx_tolower(c);
    }
}
