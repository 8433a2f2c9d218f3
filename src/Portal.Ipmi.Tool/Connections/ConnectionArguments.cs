using System.CommandLine;
using System.CommandLine.Parsing;
using Portal.Ipmi.Bridging;

namespace Portal.Ipmi.Tool.Connections;

/// <summary>The options that every verb has, named as ipmitool names them.</summary>
internal sealed class ConnectionArguments
{
    /// <summary>The option that asks for JSON.</summary>
    public const string JsonName = "--json";

    private const byte BmcAddress = 0x20;

    private readonly Option<string?> _host = new("--host", "-H") { Description = "Name or address of the BMC.", Recursive = true };
    private readonly Option<int> _port = new("--port", "-p") { Description = "UDP port of the BMC.", DefaultValueFactory = _ => 623, Recursive = true };
    private readonly Option<string?> _user = new("--username", "-U") { Description = "Account on the BMC.", Recursive = true };
    private readonly Option<string?> _password = new("-P") { Description = "Its password. Everybody on this machine can read it in the list of processes: -E, -f and -a are better.", Recursive = true };
    private readonly Option<bool> _passwordFromEnvironment = new("-E") { Description = "The password is in the environment, in IPMI_PASSWORD.", Recursive = true };
    private readonly Option<string?> _passwordFile = new("-f") { Description = "The password is the first line of this file.", Recursive = true };
    private readonly Option<bool> _askPassword = new("-a") { Description = "Ask for the password.", Recursive = true };
    private readonly Option<string?> _key = new("-k") { Description = "BMC key K_G as text.", Recursive = true };
    private readonly Option<string?> _hexKey = new("-y") { Description = "BMC key K_G as hexadecimal digits.", Recursive = true };
    private readonly Option<string?> _cipherSuites = new("-C") { Description = "Cipher suites to try, in order, for example 17,3. The weak ones only when named here.", Recursive = true };
    private readonly Option<string?> _privilege = new("-L") { Description = "Privilege to ask for: CALLBACK, USER, OPERATOR, ADMINISTRATOR or OEM.", Recursive = true };
    private readonly Option<string?> _interface = new("-I") { Description = "The way to the BMC: lanplus (the default with -H), lan for IPMI 1.5, which is in the clear, or open for this machine's own through /dev/ipmi0 (the default without).", Recursive = true };
    private readonly Option<string?> _authentication = new("-A") { Description = "Authentication types of -I lan to try, in order: MD5, MD2, PASSWORD, NONE. The first two unless told otherwise.", Recursive = true };
    private readonly Option<int> _device = new("-d") { Description = "Number of the device for -I open: 0 for /dev/ipmi0.", Recursive = true };
    private readonly Option<byte?> _lun = Recursive(Numbers.Option<byte>("-l", "Logical unit of every command, 0 to 3."));
    private readonly Option<byte?> _target = Recursive(Numbers.Option<byte>("-t", "Address of a controller behind the BMC that the verb is for, for example 0x82."));
    private readonly Option<byte?> _targetChannel = Recursive(Numbers.Option<byte>("-b", "Channel of the bus it is on, 0 by default."));
    private readonly Option<byte?> _transit = Recursive(Numbers.Option<byte>("-T", "Address of the controller whose bus that is, for double bridging."));
    private readonly Option<byte?> _transitChannel = Recursive(Numbers.Option<byte>("-B", "Channel of the bus the latter is on, 0 by default."));
    private readonly Option<int?> _retries = new("-R") { Description = "Retransmissions before a command has failed.", Recursive = true };
    private readonly Option<double?> _seconds = new("-N") { Description = "Seconds before the first retransmission; measured round trips shorten it.", Recursive = true };
    private readonly Option<bool> _json = new(JsonName) { Description = "Print JSON, also for failures.", Recursive = true };

    private readonly Option<int> _verbose = new("-v")
    {
        Description = "Tell more on standard error; twice: everything.",
        Arity = ArgumentArity.Zero,
        CustomParser = result => ((OptionResult)result.Parent!).IdentifierTokenCount,
        Recursive = true,
    };

    /// <summary>Adds the options to the program.</summary>
    public void AddTo(RootCommand root)
    {
        foreach (var option in (Option[])
            [_host, _port, _user, _password, _passwordFromEnvironment, _passwordFile, _askPassword, _key, _hexKey, _cipherSuites, _privilege, _interface, _authentication, _device, _target, _targetChannel, _transit, _transitChannel, _lun, _retries, _seconds, _json, _verbose])
        {
            root.Add(option);
        }
    }

    /// <summary>The result is wanted as JSON.</summary>
    public bool WantsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>A line of a script, on a connection that is open already, cannot ask for another one.</summary>
    /// <exception cref="UsageException">It does.</exception>
    public void RefuseConnection(ParseResult parsed)
    {
        foreach (var option in (Option[])
            [_host, _port, _user, _password, _passwordFromEnvironment, _passwordFile, _askPassword, _key, _hexKey, _cipherSuites, _privilege, _interface, _authentication, _device, _retries, _seconds])
        {
            if (parsed.GetResult(option) is { Implicit: false })
                throw new UsageException($"{option.Aliases.FirstOrDefault() ?? option.Name} is for the whole session: say it before exec or shell.");
        }
    }

    /// <summary>Reads the options, and the password from where they say it is.</summary>
    /// <exception cref="UsageException">They make no sense.</exception>
    public ConnectionSettings Read(ParseResult parsed, ToolConsole console)
    {
        var lun = parsed.GetValue(_lun);
        var port = parsed.GetValue(_port);
        if (lun > 3)
            throw new UsageException($"There is no logical unit {lun}: -l takes 0 to 3.");
        return new ConnectionSettings
        {
            Interface = InterfaceOf(parsed.GetValue(_interface), parsed.GetValue(_host)),
            Ipmi15 = AuthenticationTypes(parsed.GetValue(_authentication), parsed.GetValue(_interface)),
            DeviceNumber = parsed.GetValue(_device),
            Host = parsed.GetValue(_host),
            Port = port is > 0 and <= ushort.MaxValue ? port : throw new UsageException($"There is no UDP port {port}."),
            UserName = parsed.GetValue(_user) ?? "",
            Password = Password(parsed, console),
            Kg = Key(parsed.GetValue(_key), parsed.GetValue(_hexKey)),
            CipherSuites = CipherSuites(parsed.GetValue(_cipherSuites)),
            Privilege = PrivilegeOf(parsed.GetValue(_privilege)),
            RetransmitAfter = parsed.GetValue(_seconds) switch
            {
                null => null,
                > 0 and <= 60 and var seconds => TimeSpan.FromSeconds(seconds),
                _ => throw new UsageException("-N takes a number of seconds above 0 and up to 60."),
            },
            Retries = parsed.GetValue(_retries) switch
            {
                null => null,
                >= 0 and <= 100 and var retries => retries,
                _ => throw new UsageException("-R takes a number from 0 to 100."),
            },
            Satellite = Satellite(parsed),
            Lun = lun is null ? null : (Lun)lun,
            Verbosity = parsed.GetValue(_verbose),
        };
    }

    private static Option<T> Recursive<T>(Option<T> option)
    {
        option.Recursive = true;
        return option;
    }

    private static Interface InterfaceOf(string? name, string? host) => name switch
    {
        "lanplus" => Interface.LanPlus,
        "lan" => Interface.Lan,
        "open" => Interface.Open,
        null => host is null ? Interface.Open : Interface.LanPlus,
        _ => throw new UsageException($"There is no interface \"{name}\": -I takes lanplus, lan or open."),
    };

    private SatelliteAddress? Satellite(ParseResult parsed)
    {
        var (target, transit) = (parsed.GetValue(_target), parsed.GetValue(_transit));
        if (target is null or BmcAddress)
        {
            return transit is null && parsed.GetValue(_targetChannel) is null && parsed.GetValue(_transitChannel) is null
                ? null
                : throw new UsageException("-b, -T and -B say where a controller is: name it with -t.");
        }

        return new SatelliteAddress(target.Value, parsed.GetValue(_targetChannel) ?? 0)
        {
            Through = transit is null ? null : new SatelliteAddress(transit.Value, parsed.GetValue(_transitChannel) ?? 0),
        };
    }

    private static AuthenticationType[] AuthenticationTypes(string? text, string? interfaceName)
    {
        if (interfaceName != "lan")
            return text is null ? [] : throw new UsageException("-A chooses how to log in over -I lan; lanplus has -C.");
        if (text is null)
            return [AuthenticationType.Md5, AuthenticationType.Md2];
        return Array.ConvertAll(text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), word => word.ToUpperInvariant() switch
        {
            "MD5" => AuthenticationType.Md5,
            "MD2" => AuthenticationType.Md2,
            "PASSWORD" => AuthenticationType.StraightPassword,
            "NONE" => AuthenticationType.None,
            _ => throw new UsageException($"There is no authentication type \"{word}\": -A takes MD5, MD2, PASSWORD or NONE."),
        });
    }

    private static PrivilegeLevel PrivilegeOf(string? name) => name?.ToUpperInvariant() switch
    {
        null or "ADMINISTRATOR" or "ADMIN" => PrivilegeLevel.Administrator,
        "OPERATOR" => PrivilegeLevel.Operator,
        "USER" => PrivilegeLevel.User,
        "CALLBACK" => PrivilegeLevel.Callback,
        "OEM" => PrivilegeLevel.Oem,
        _ => throw new UsageException($"There is no privilege \"{name}\": -L takes CALLBACK, USER, OPERATOR, ADMINISTRATOR or OEM."),
    };

    private static CipherSuiteId[] CipherSuites(string? text)
    {
        if (text is null)
            return [];
        var words = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
            throw new UsageException("-C takes numbers of cipher suites, for example 17,3.");
        return Array.ConvertAll(
            words,
            word => Numbers.TryParse<byte>(word, out var number) ? (CipherSuiteId)number : throw new UsageException($"\"{word}\" is no number of a cipher suite: -C takes for example 17,3."));
    }

    private static SecretBytes? Key(string? text, string? hexadecimal)
    {
        const int KeyBytes = 20;
        if (text is null && hexadecimal is null)
            return null;
        byte[] key;
        try
        {
            key = hexadecimal is null
                ? System.Text.Encoding.UTF8.GetBytes(text!)
                : Convert.FromHexString(hexadecimal.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? hexadecimal[2..] : hexadecimal);
        }
        catch (FormatException)
        {
            throw new UsageException("-y takes an even number of hexadecimal digits, at most 40.");
        }

        if (key.Length > KeyBytes)
            throw new UsageException($"A BMC key has at most {KeyBytes} bytes; this one has {key.Length}.");
        Array.Resize(ref key, KeyBytes);
        return new SecretBytes(key);
    }

    private SecretBytes? Password(ParseResult parsed, ToolConsole console)
    {
        if (parsed.GetValue(_password) is { } password)
            return SecretBytes.FromText(password);
        if (parsed.GetValue(_passwordFromEnvironment))
        {
            return SecretBytes.FromText(
                Environment.GetEnvironmentVariable("IPMI_PASSWORD") ?? throw new UsageException("-E looks for the password in IPMI_PASSWORD, and there is no such variable."));
        }

        if (parsed.GetValue(_passwordFile) is { } file)
        {
            try
            {
                return SecretBytes.FromText(File.ReadLines(file).FirstOrDefault() ?? throw new UsageException($"There is no password in {file}: it must be its first line."));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"The password file cannot be read: {e.Message}");
            }
        }

        return parsed.GetValue(_askPassword) ? PasswordPrompt.Ask(console) : null;
    }
}
