using System.Globalization;

namespace Portal.Ipmi.Oem;

/// <summary>Collects facts. A command that a model does not have, or answers in another form, is a fact that is missing, and no failure.</summary>
internal sealed class OemFacts(IIpmiConnection connection)
{
    private readonly List<OemFact> _facts = [];

    public IIpmiConnection Connection => connection;

    public IReadOnlyList<OemFact> All => _facts;

    /// <summary>Adds a fact, unless there is nothing to say.</summary>
    public void Add(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            _facts.Add(new OemFact(name, value));
    }

    public void Add(string name, FormattableString value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Sends a command; null when the BMC does not have it, does not let us, or answers something else.</summary>
    public async Task<T?> TryAsync<T>(IpmiRequest<T> request, CancellationToken ct)
        where T : class =>
        await TryAsync(async () => await connection.SendAsync(request, ct).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>Does what takes several commands; null when the BMC refuses one of them.</summary>
    public static async Task<T?> TryAsync<T>(Func<Task<T?>> read)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (IpmiException e) when (e is IpmiCommandException or IpmiFormatException)
        {
            return null;
        }
    }
}
