using Portal.Web.Hosting;

var app = PortalApplication.Build(args);
await app.PrepareAsync(CancellationToken.None);
await app.RunAsync();
