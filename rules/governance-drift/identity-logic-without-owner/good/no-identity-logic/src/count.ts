export const count = () => fetch("https://api.example.com", { headers: { authorization: process.env.CRM_TOKEN } });
