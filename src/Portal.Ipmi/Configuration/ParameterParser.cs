namespace Portal.Ipmi.Configuration;

/// <summary>Reads the data of one configuration parameter.</summary>
/// <exception cref="IpmiFormatException">The bytes are not what they must be.</exception>
internal delegate T ParameterParser<out T>(ReadOnlySpan<byte> data);
