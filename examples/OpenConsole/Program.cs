using System.Net;
using System.Text;
using Portal.Ipmi;
using Portal.Ipmi.Sol;

using var password = SecretBytes.FromText(args[2]);
await using var session = await BmcSession.OpenAsync(new() { EndPoint = IPEndPoint.Parse(args[0]), UserName = args[1], Password = password }, default);
await using var console = await session.ActivateSolAsync(new SolOptions(), default);
await console.WriteAsync("\r"u8.ToArray(), default);
await foreach (var item in console.ReadAllAsync(default)) Console.Write(Encoding.UTF8.GetString(item.Data.Span));
