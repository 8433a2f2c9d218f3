using Portal.Ipmi.Commands.App;

namespace Portal.Ipmi.Configuration;

/// <summary>A cipher suite as a BMC lists it, IPMI 2.0 §22.15.2.</summary>
/// <param name="Id">Number of the suite.</param>
/// <param name="Iana">IANA enterprise number of whoever defined an OEM suite; null for the standard ones.</param>
/// <param name="Authentication">Authentication algorithm; null when it is not named.</param>
/// <param name="Integrity">Integrity algorithms.</param>
/// <param name="Confidentiality">Confidentiality algorithms.</param>
public sealed record CipherSuiteRecord(CipherSuiteId Id, int? Iana, byte? Authentication, IReadOnlyList<byte> Integrity, IReadOnlyList<byte> Confidentiality)
{
    private const byte Standard = 0xC0;
    private const byte Oem = 0xC1;
    private const int MostRecords = 256;

    /// <summary>Name of the authentication algorithm, IPMI 2.0 table 13-17.</summary>
    public string AuthenticationName => Authentication switch
    {
        null => "none",
        0 => "none",
        1 => "hmac_sha1",
        2 => "hmac_md5",
        3 => "hmac_sha256",
        var other => $"{other:X2}h",
    };

    /// <summary>Names of the integrity algorithms, IPMI 2.0 table 13-18.</summary>
    public string IntegrityName => Names(Integrity, static algorithm => algorithm switch
    {
        0 => "none",
        1 => "hmac_sha1_96",
        2 => "hmac_md5_128",
        3 => "md5_128",
        4 => "sha256_128",
        _ => $"{algorithm:X2}h",
    });

    /// <summary>Names of the confidentiality algorithms, IPMI 2.0 table 13-19.</summary>
    public string ConfidentialityName => Names(Confidentiality, static algorithm => algorithm switch
    {
        0 => "none",
        1 => "aes_cbc_128",
        2 => "xrc4_128",
        3 => "xrc4_40",
        _ => $"{algorithm:X2}h",
    });

    /// <summary>Asks a BMC for the suites of a channel: at most 64 pages, each suite once.</summary>
    public static async Task<IReadOnlyList<CipherSuiteRecord>> ReadAsync(IIpmiConnection connection, byte channel, PayloadType payload, CancellationToken ct)
    {
        var records = new List<byte>();
        for (byte page = 0; page < GetChannelCipherSuites.MaxPages; page++)
        {
            var data = await connection.SendAsync(new GetChannelCipherSuites(page) { Channel = channel, Payload = payload }, ct).ConfigureAwait(false);
            records.AddRange(data.Span);
            if (data.Length < GetChannelCipherSuites.PageBytes)
                break;
        }

        return Parse(records.ToArray());
    }

    /// <summary>
    /// Reads the joined pages. A byte that starts no record is passed over, and a record that is cut off ends the list: Sun ILOM tags its algorithms wrongly,
    /// and others pad.
    /// </summary>
    public static IReadOnlyList<CipherSuiteRecord> Parse(ReadOnlySpan<byte> data)
    {
        /*  C0h, suite, algorithms; or C1h, suite, IANA (3), algorithms.
            An algorithm: [7:6] 0 authentication, 1 integrity, 2 confidentiality; [5:0] number  */
        var found = new List<CipherSuiteRecord>();
        for (var i = 0; i < data.Length && found.Count < MostRecords;)
        {
            var length = data[i] switch { Standard => 2, Oem => 5, _ => 0 };
            if (length == 0)
            {
                i++;
                continue;
            }

            if (data.Length - i < length)
                break;
            var id = (CipherSuiteId)data[i + 1];
            int? iana = length == 5 ? data[i + 2] | (data[i + 3] << 8) | (data[i + 4] << 16) : null;
            i += length;
            byte? authentication = null;
            List<byte> integrity = [], confidentiality = [];
            for (; i < data.Length && data[i] is not (Standard or Oem); i++)
            {
                var number = (byte)(data[i] & 0x3F);
                switch (data[i] >> 6)
                {
                    case 0:
                        authentication ??= number;
                        break;
                    case 1:
                        integrity.Add(number);
                        break;
                    case 2:
                        confidentiality.Add(number);
                        break;
                }
            }

            if (!found.Exists(record => record.Id == id && record.Iana == iana))
                found.Add(new CipherSuiteRecord(id, iana, authentication, integrity, confidentiality));
        }

        return found;
    }

    private static string Names(IReadOnlyList<byte> algorithms, Func<byte, string> name)
    {
        if (algorithms.Count == 0)
            return "none";
        var names = new string[algorithms.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = name(algorithms[i]);
        return string.Join(',', names);
    }
}
