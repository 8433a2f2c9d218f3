using System.Net;
using Portal.Ipmi;
using Portal.Ipmi.Sensors;

// Arguments: address:port (192.0.2.10:623), user name, password.
using var password = SecretBytes.FromText(args[2]);
var options = new BmcSessionOptions
{
    EndPoint = IPEndPoint.Parse(args[0]),
    UserName = args[1],
    Password = password,
    Privilege = PrivilegeLevel.User,
};

await using var session = await BmcSession.OpenAsync(options, CancellationToken.None);
var sensors = new SensorReader(session);
await foreach (var reading in sensors.ReadAsync(CancellationToken.None))
    Console.WriteLine($"{reading.Sensor.Name,-20} {reading.Sensor.Type,-18} {reading.Severity,-8} {reading}");
