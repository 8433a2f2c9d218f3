namespace Portal.Fleet.Consoles.Input;

/// <summary>What one person typed on one console within some time.</summary>
/// <param name="Content">The characters themselves, as far as they are kept; empty when they are not.</param>
internal sealed record InputTally(long Bytes, int Writes, DateTimeOffset From, DateTimeOffset To, byte[] Content)
{
    /// <summary>For the audit: counts and times, no content.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{Bytes} bytes in {Writes} writes from {From.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} to {To.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
}
