using System.Net;
using Portal.Fleet;
using Portal.Fleet.Access;
using Portal.Web.Identity.SingleSignOn;

namespace Portal.Web.Identity;

/// <summary>How people sign in, and for how long. Staff are who belongs to no tenant.</summary>
internal sealed record SignInOptions
{
    public static readonly string[] Keys =
        ["Portal:SignIn:SecondFactor", "Portal:SignIn:IdleMinutes", "Portal:SignIn:StaffIdleMinutes", "Portal:SignIn:Hours", "Portal:SignIn:StaffHours"];

    /// <summary>Who must have a second factor.</summary>
    public SecondFactorPolicy SecondFactor { get; init; } = SecondFactorPolicy.Off;

    public SignInLimits Tenants { get; init; } = new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(12));

    public SignInLimits Staff { get; init; } = new(TimeSpan.FromMinutes(15), TimeSpan.FromHours(8));

    /// <summary>Services that vouch for people, by name.</summary>
    public IReadOnlyList<SsoProvider> Providers { get; init; } = [];

    public SignInLimits LimitsOf(PortalUser user) => user.IsStaff ? Staff : Tenants;

    public bool RequiresSecondFactor(Guid? tenantId) =>
        SecondFactor == SecondFactorPolicy.Everyone || (SecondFactor == SecondFactorPolicy.Staff && tenantId is null);

    /// <exception cref="StartRefusedException">A value is wrong.</exception>
    public static SignInOptions Read(IConfiguration configuration, bool onlyLoopback) => new()
    {
        Providers = SsoOptions.Read(configuration),
        SecondFactor = ReadPolicy(configuration, onlyLoopback),
        Tenants = new(ReadSpan(configuration, "Portal:SignIn:IdleMinutes", 30, 1440, minutes => TimeSpan.FromMinutes(minutes)), ReadSpan(configuration, "Portal:SignIn:Hours", 12, 168, hours => TimeSpan.FromHours(hours))),
        Staff = new(ReadSpan(configuration, "Portal:SignIn:StaffIdleMinutes", 15, 1440, minutes => TimeSpan.FromMinutes(minutes)), ReadSpan(configuration, "Portal:SignIn:StaffHours", 8, 168, hours => TimeSpan.FromHours(hours))),
    };

    /// <summary>Whether nobody but this machine's own users can come: no public origin, and no address but the loopback's.</summary>
    public static bool IsOnlyLoopback(IConfiguration configuration) =>
        string.IsNullOrWhiteSpace(configuration["Portal:PublicOrigin"]) && string.IsNullOrEmpty(configuration["HTTP_PORTS"]) && string.IsNullOrEmpty(configuration["HTTPS_PORTS"])
        && (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "")).All(IsLoopback);

    private static bool IsLoopback(string url)
    {
        var host = BindingAddress.Parse(url).Host.Trim('[', ']');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }

    private static SecondFactorPolicy ReadPolicy(IConfiguration configuration, bool onlyLoopback)
    {
        const string Key = "Portal:SignIn:SecondFactor";
        var text = configuration[Key];
        if (string.IsNullOrWhiteSpace(text) || text.Equals("Auto", StringComparison.OrdinalIgnoreCase))
            return onlyLoopback ? SecondFactorPolicy.Off : SecondFactorPolicy.Everyone;
        return Enum.TryParse<SecondFactorPolicy>(text, ignoreCase: true, out var policy) && Enum.IsDefined(policy) && !char.IsAsciiDigit(text[0])
            ? policy
            : throw new StartRefusedException($"{Key} is \"{text}\"; it must be Auto, Off, Staff or Everyone.");
    }

    private static TimeSpan ReadSpan(IConfiguration configuration, string key, int otherwise, int most, Func<int, TimeSpan> unit)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
            return unit(otherwise);
        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? unit(number)
            : throw new StartRefusedException($"{key} is \"{text}\"; it must be a whole number from 1 to {most}.");
    }
}
