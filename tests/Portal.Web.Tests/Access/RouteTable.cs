using Portal.Fleet.Access;

namespace Portal.Web.Tests.Access;

/// <summary>
/// Every route that the portal answers. One that is missing here fails <see cref="RouteMatrixTests"/>: say whom it is for. A <c>{id}</c> is found by what stands in
/// front of it (<see cref="MatrixWorld"/>).
/// </summary>
internal static class RouteTable
{
    private static readonly object s_rule = new { name = "rule", severity = "warning", pattern = "never printed" };

    public static IReadOnlyList<RouteRow> Rows { get; } =
    [
        // Pages: what they show is proved by PageMatrixTests; over HTTP they are an empty frame for who is signed in.
        new("GET /", Audience.SignedIn),
        new("GET /alerts", Audience.SignedIn),
        new("GET /alerts/rules", Audience.SignedIn),
        new("GET /audit", Audience.SignedIn),
        new("GET /consoles", Audience.SignedIn),
        new("GET /operations", Audience.SignedIn),
        new("GET /search", Audience.SignedIn),
        new("GET /servers/new", Audience.SignedIn),
        new("GET /servers/{Id}", Audience.SignedIn),
        new("GET /servers/{Id}/{Tab}", Audience.SignedIn),
        new("GET /servers/{Id}/{Tab}/{Part}", Audience.SignedIn),
        new("GET /not-found", Audience.SignedIn),
        new("GET /account", Audience.SignedIn),
        new("GET /account/confirm", Audience.SignedIn),
        new("GET /account/recovery-codes", Audience.SignedIn),
        new("GET /account/second-factor", Audience.SignedIn),
        new("GET /setup", Audience.Anyone),
        new("GET /sign-in", Audience.Anyone),
        new("GET /sign-in/code", Audience.Anyone),
        new("GET /sign-in/forgot", Audience.Anyone),
        new("GET /set-password", Audience.Anyone),
        new("GET /signed-out", Audience.Anyone),
        new("POST /account/sign-in", Audience.Anyone),
        new("POST /account/setup", Audience.Anyone),
        new("POST /account/sign-in/code", Audience.Anyone),
        new("POST /account/sign-in/forgot", Audience.Anyone),
        new("POST /account/sign-in/passkey", Audience.Anyone),
        new("POST /account/passkeys/ask", Audience.Anyone),
        new("POST /account/set-password", Audience.Anyone),
        new("POST /account/authenticator/confirm", Audience.SignedIn),
        new("POST /account/authenticator/remove", Audience.SignedIn),
        new("POST /account/prove", Audience.SignedIn),
        new("POST /account/here", Audience.SignedIn),
        new("POST /account/name", Audience.SignedIn),
        new("POST /account/passkeys/add", Audience.SignedIn),
        new("POST /account/passkeys/options", Audience.SignedIn),
        new("POST /account/passkeys/remove", Audience.SignedIn),
        new("POST /account/passkeys/rename", Audience.SignedIn),
        new("POST /account/password", Audience.SignedIn),
        new("POST /account/recovery-codes/renew", Audience.SignedIn),
        new("POST /account/sessions/end", Audience.SignedIn),
        new("POST /account/sign-out", Audience.Anyone),
        new("POST /account/language", Audience.Anyone),
        new("POST /account/theme", Audience.Anyone),

        // Connections.
        new("* /hubs/console/negotiate", Audience.SignedIn),
        new("* /hubs/console", Audience.SignedIn),
        new("* /_blazor/negotiate", Audience.SignedIn),
        new("* /_blazor", Audience.SignedIn),
        new("* /_blazor/disconnect", Audience.SignedIn),
        new("* /_blazor/initializers", Audience.SignedIn),

        new("GET /_framework/opaque-redirect", Audience.SignedIn),
        new("GET /{**path:file}", Audience.Anyone),
        new("HEAD /{**path:file}", Audience.Anyone),

        // For programs and orchestrators.
        new("* /health/live", Audience.Anyone),
        new("* /health/ready", Audience.Anyone),
        new("GET /openapi/{documentName}.json", Audience.Anyone),
        new("GET /docs", Audience.Anyone),

        new("GET /api/v1/servers", Audience.SignedIn),
        new("POST /api/v1/servers", Audience.Fleet, BmcRight.Administer, new { name = "{unique}", address = "127.0.0.3", port = 9, username = "admin", password = "password" }),
        new("GET /api/v1/servers/{id}", Audience.Server, BmcRight.View),
        new("PATCH /api/v1/servers/{id}", Audience.Server, BmcRight.Administer, new { notes = "changed" }),
        new("DELETE /api/v1/servers/{id}", Audience.Server, BmcRight.Administer, Spends: true),
        new("POST /api/v1/servers/{id}/test", Audience.Server, BmcRight.Test),
        new("GET /api/v1/servers/{id}/power", Audience.Server, BmcRight.View),
        new("POST /api/v1/servers/{id}/power", Audience.Server, BmcRight.PowerHard, new { action = "cycle" }),
        new("GET /api/v1/operations", Audience.SignedIn),
        new("GET /api/v1/operations/{id}", Audience.Server, BmcRight.View),
        new("GET /api/v1/servers/{id}/console", Audience.Server, BmcRight.ConsoleRead),
        new("GET /api/v1/servers/{id}/console/log", Audience.Server, BmcRight.ConsoleRead),
        new("HEAD /api/v1/servers/{id}/console/log", Audience.Server, BmcRight.ConsoleRead),
        new("GET /api/v1/servers/{id}/console/timeline", Audience.Server, BmcRight.ConsoleRead),
        new("GET /api/v1/servers/{id}/console/moment", Audience.Server, BmcRight.ConsoleRead, Query: "?at=0"),
        new("GET /api/v1/servers/{id}/console/search", Audience.Server, BmcRight.ConsoleRead, Query: "?q=x"),
        new("GET /api/v1/servers/{id}/console/input", Audience.Server, BmcRight.Administer),
        new("GET /api/v1/servers/{id}/console/record", Audience.Server, BmcRight.Administer),
        new("DELETE /api/v1/servers/{id}/console/record", Audience.Server, BmcRight.Administer),
        new("POST /api/v1/servers/{id}/console/doctor", Audience.Server, BmcRight.ConsoleRead),
        new("POST /api/v1/servers/{id}/console/doctor/fix", Audience.Server, BmcRight.Administer, new { fix = "enableSol" }),
        new("POST /api/v1/servers/{id}/console/doctor/probe", Audience.Server, BmcRight.ConsoleWrite, new { probe = "enter" }),
        new("POST /api/v1/servers/{id}/console/take", Audience.Server, BmcRight.ConsoleWrite, new { reason = "test" }),
        new("POST /api/v1/servers/{id}/console/release", Audience.Server, BmcRight.ConsoleWrite, new { minutes = 1, reason = "test" }),
        new("DELETE /api/v1/servers/{id}/console/release", Audience.Server, BmcRight.ConsoleWrite),

        new("GET /api/v1/search/console", Audience.SignedIn, Query: "?q=x"),
        new("GET /api/v1/alerts", Audience.SignedIn),
        new("GET /api/v1/alerts/{id}", Audience.Server, BmcRight.ConsoleRead),
        new("POST /api/v1/alerts/{id}/acknowledge", Audience.Server, BmcRight.ConsoleWrite, new { note = "seen" }),
        new("GET /api/v1/alerts/rules", Audience.SignedIn),
        new("POST /api/v1/alerts/rules", Audience.Fleet, BmcRight.Administer, new { name = "{unique}", severity = "warning", pattern = "never printed" }),
        new("PUT /api/v1/alerts/rules/{id}", Audience.Fleet, BmcRight.Administer, s_rule),
        new("PATCH /api/v1/alerts/rules/{id}", Audience.Fleet, BmcRight.Administer, new { enabled = true }),
        new("DELETE /api/v1/alerts/rules/{id}", Audience.Fleet, BmcRight.Administer, Spends: true),
        new("GET /api/v1/alerts/ignored", Audience.Fleet, BmcRight.Administer),
        new("POST /api/v1/alerts/ignored", Audience.Fleet, BmcRight.Administer, new { pattern = "never printed" }),
        new("DELETE /api/v1/alerts/ignored/{id}", Audience.Fleet, BmcRight.Administer, Spends: true),

        new("GET /api/v1/audit", Audience.FleetOrTenant, BmcRight.ReadAudit),
        new("GET /api/v1/audit/export", Audience.FleetOrTenant, BmcRight.ReadAudit),
        new("POST /api/v1/audit/verify", Audience.Fleet, BmcRight.ReadAudit),

        new("GET /api/v1/snippets", Audience.SignedIn),
        new("POST /api/v1/snippets", Audience.SignedIn, Body: new { name = "{unique}", text = "x" }),
        new("GET /api/v1/snippets/{id}", Audience.Owner),
        new("PATCH /api/v1/snippets/{id}", Audience.Owner, Body: new { text = "y" }),
        new("DELETE /api/v1/snippets/{id}", Audience.Owner, Spends: true),
        new("GET /api/v1/tokens", Audience.SignedIn),
        new("POST /api/v1/tokens", Audience.SignedIn, Body: new { name = "{unique}" }),
        new("DELETE /api/v1/tokens/{id}", Audience.Owner, Spends: true),
    ];
}
